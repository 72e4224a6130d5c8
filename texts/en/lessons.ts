/** The page of a lesson. */
export const lessons = {
  region: 'Lesson',
}
