/** Links of lessons lead to other lessons and nowhere else. */
const SCHEME = 'lesson:'

/** The lesson that an address names, `null` for any other address. */
export function lessonLinked(address: string): string | null {
  return address.startsWith(SCHEME) ? decodeURIComponent(address.slice(SCHEME.length)) : null
}
