/** Links of lessons lead to other lessons and nowhere else. */
const SCHEME = 'lesson:'

/** The lesson that an address names, `null` for any other address. */
export function lessonLinked(address: string): string | null {
  if (!address.startsWith(SCHEME)) return null
  try {
    return decodeURIComponent(address.slice(SCHEME.length))
  } catch {
    return null
  }
}
