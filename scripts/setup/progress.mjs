/** Says what the set-up does, on stderr so that stdout stays the script's, and what to do when it cannot. */

/** A failure with advice: its message says what happened and what to do. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Announces a step that may take over a second, and how long it took. */
export async function step(title, work) {
  const start = performance.now()
  process.stderr.write(`parallab: ${title} …\n`)
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  if (seconds >= 1) process.stderr.write(`parallab: ${title}: done in ${seconds.toFixed(1)} s\n`)
  return result
}
