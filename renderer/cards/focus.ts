/** The card that explains, found by the key that leads to it. */
export const EXPLANATION = 'explanation'

export function focusExplanation(): void {
  document.getElementById(EXPLANATION)?.querySelector('button')?.focus()
}
