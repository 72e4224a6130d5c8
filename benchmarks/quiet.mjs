/** Waits until the machine has little else to do, and tells how much it had. */
import os from 'node:os'

const LOOK = 300
const QUIET = 0.15
const PATIENCE = 5_000

/** @returns the share of the processors that others used just before: 0 to 1 */
export async function untilQuiet() {
  const begin = performance.now()
  for (;;) {
    const load = await loadNow()
    if (load < QUIET || performance.now() - begin > PATIENCE) return load
  }
}

async function loadNow() {
  const before = times()
  await new Promise((resolve) => setTimeout(resolve, LOOK))
  const after = times()
  return 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all)
}

function times() {
  const each = os.cpus().map((cpu) => cpu.times)
  const sum = (value) => each.reduce((total, time) => total + value(time), 0)
  return { idle: sum(({ idle }) => idle), all: sum((time) => Object.values(time).reduce((a, b) => a + b, 0)) }
}
