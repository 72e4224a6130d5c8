/** Numbers in words. */
export const numbers = {
  about: (time: string) => `about ${time}`,
  /** From none to twelve, at the beginning of a sentence. */
  inWords: 'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve'.split(' ') as readonly string[],
}
