/** The gallery of lessons, the tutorial's listings and examples; a listing beside its Python twin. */
export const gallery = {
  title: 'Lessons and examples',
}
