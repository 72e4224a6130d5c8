/** Searching while typing: what is looked for are words, in any case, each anywhere. */
export function wordsOf(search: string): readonly string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Whether it has every one of the words. */
export function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}
