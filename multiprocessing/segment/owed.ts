/**
 * Rings that this process has put off, because others are on their way who will pass them on. Should these turn out to be
 * busy, it rings whoever sleeps: a moment later if its event loop turns, else while it blocks itself.
 */

/** Milliseconds: longer than whoever is rung takes to look. */
const MOMENT = 2

/** Rings whoever has to be rung by now, and puts off the others once more. */
export type Settle = () => void

const owed = new Set<Settle>()
let timer: NodeJS.Timeout | undefined

/** @param settle the same function for the same line */
export function putOff(settle: Settle): void {
  owed.add(settle)
  timer ??= setTimeout(settleLater, MOMENT).unref()
}

/** The line is gone. */
export function forgive(settle: Settle): void {
  owed.delete(settle)
}

/** @returns whether something is still owed */
export function settleOwed(): boolean {
  if (owed.size === 0) return false
  const all = [...owed]
  owed.clear()
  for (const settle of all) settle()
  return owed.size > 0
}

function settleLater(): void {
  timer = undefined
  settleOwed()
}
