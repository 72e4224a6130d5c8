/** Cards that explain what just happened, and what CPython would do. */
export const cards = {
  region: 'Explanations',
}
