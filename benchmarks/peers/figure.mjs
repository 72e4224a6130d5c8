/** What the peers on Node share. */

/** Milliseconds of the machine's monotonic clock. */
export const now = () => Number(process.hrtime.bigint()) / 1e6

export async function timed(work) {
  const begin = now()
  await work()
  return now() - begin
}

export async function repeated(times, measure) {
  const samples = []
  for (let i = 0; i < times; i++) samples.push(await measure())
  return samples
}

export function report(figure, samples) {
  console.log(JSON.stringify({ figure, samples }))
}
