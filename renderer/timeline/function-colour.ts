/** The colour of a function's tasks: Okabe and Ito's seven, vermilion last because it stands for errors; then again with stripes. */
const ORDER = [1, 3, 2, 5, 4, 7, 6]

/** A CSS variable of tokens.css. @param number the function's in its run */
export function functionColour(number: number): string {
  return `--data-${ORDER[number % ORDER.length] as number}`
}

/** Which round of the colours it stands in: 0 plain, 1 and more are drawn with stripes. */
export function functionRound(number: number): number {
  return Math.floor(number / ORDER.length)
}
