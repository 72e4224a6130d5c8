/** What the hypervisor takes: on a virtual machine a processor may stand still while another machine has it (Linux). */
import { readFileSync } from 'node:fs'

/** Milliseconds of a tick of `/proc/stat`, and between two looks at it. */
const TICK = 10
const LOOK = 10
/** Milliseconds by which a tick may be counted before or after it was taken. */
const SLACK = 10
/** Place of `steal` among the figures of a processor, see proc_stat(5). */
const STEAL = 7

/** @returns `stop()`, which answers `within(from, to)`: milliseconds, of the processor that most was taken from, between two times of the epoch */
export function watchSteal() {
  const looks = []
  let before = ticks()
  const look = () => {
    const now = ticks()
    const taken = now.map((figures, i) => (figures[STEAL] - before[i][STEAL]) * TICK)
    if (taken.some((one) => one > 0)) looks.push({ at: performance.timeOrigin + performance.now(), taken })
    before = now
  }
  const timer = setInterval(look, LOOK)
  return () => {
    clearInterval(timer)
    look()
    return (from, to) => {
      const inIt = looks.filter(({ at }) => at > from - SLACK && at < to + LOOK + SLACK)
      return Math.max(0, ...before.map((_figures, i) => inIt.reduce((sum, { taken }) => sum + taken[i], 0)))
    }
  }
}

/** @returns what answers the share of the processors that was taken since: 0 to 1 */
export function stealSince() {
  const before = sums()
  return () => {
    const after = sums()
    return (after.stolen - before.stolen) / Math.max(1, after.all - before.all)
  }
}

function sums() {
  const figures = ticks()
  return {
    stolen: figures.reduce((sum, one) => sum + one[STEAL], 0),
    all: figures.flat().reduce((sum, value) => sum + value, 0),
  }
}

/** Figures of each processor since the machine started; none where nothing tells. */
function ticks() {
  if (process.platform !== 'linux') return []
  const lines = readFileSync('/proc/stat', 'utf8').match(/^cpu\d+ .*$/gm) ?? []
  return lines.map((line) => line.split(' ').slice(1, 9).map(Number))
}
