/** The colour of a process, the same in console, charts and tables: Okabe and Ito's seven, then again with a pattern. */
const COLOURS = 7

/** A CSS variable of tokens.css. @param process the process's number in its run */
export function processColour(process: number): string {
  return `var(--data-${(process % COLOURS) + 1})`
}

/** Which round of the palette a process stands in: 0 plain, 1 and more are drawn with a pattern. */
export function processPattern(process: number): number {
  return Math.floor(process / COLOURS)
}

/** The colour as a canvas takes it, in the present theme. */
export function resolveColour(element: Element, variable: string): string {
  return getComputedStyle(element)
    .getPropertyValue(variable.replace(/^var\(|\)$/g, ''))
    .trim()
}
