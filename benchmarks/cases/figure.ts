/** What the cases share: the clock of all processes, and the line in which a figure is told. */

/** Milliseconds of the machine's monotonic clock: the same in every process, on Linux. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** Tells `benchmarks/run.mjs` a figure; the unit is the plan's. */
export function report(figure: string, samples: readonly number[]): void {
  console.log(JSON.stringify({ figure, samples }))
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begin = now()
  await work()
  return now() - begin
}

/** Runs `measure` so many times, one after the other. */
export async function repeated(times: number, measure: () => number | Promise<number>): Promise<number[]> {
  const samples: number[] = []
  for (let i = 0; i < times; i++) samples.push(await measure())
  return samples
}

export function expect(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what} is ${String(found)}, not ${String(wanted)}`)
}
