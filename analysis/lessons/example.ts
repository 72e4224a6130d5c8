/** The script of a lesson is an example by the name of `lessons/ID.ts`. */
const FOLDER = 'lessons/'

export function exampleOf(lesson: string): string {
  return `${FOLDER}${lesson}.ts`
}

/** The lesson whose script an example is, `null` for others. */
export function lessonOf(example: string | null): string | null {
  return example?.startsWith(FOLDER) ? example.slice(FOLDER.length).replace(/\.ts$/, '') : null
}
