/** Says what the set-up does, on stderr so that stdout stays the script's, and what to do when it cannot. */

/** A failure with advice: its message says what happened and what to do. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Seconds between two signs of life where lines stay. */
const SIGN = 15

/** Announces a step that may take over a second, shows that it goes on, and how long it took. */
export async function step(title, work) {
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  const { isTTY } = process.stderr
  let sign = SIGN
  process.stderr.write(`parallab: ${title} …${isTTY ? '' : '\n'}`)
  const tick = setInterval(() => {
    if (isTTY) process.stderr.write(`\rparallab: ${title} … ${seconds().toFixed(0)} s`)
    else if (seconds() >= sign) {
      sign = seconds() + SIGN
      process.stderr.write(`parallab: ${title} … ${seconds().toFixed(0)} s so far\n`)
    }
  }, 1000)
  try {
    const result = await work()
    if (isTTY || seconds() >= 1)
      process.stderr.write(`${isTTY ? '\r' : ''}parallab: ${title}: done in ${seconds().toFixed(1)} s\n`)
    return result
  } catch (error) {
    if (isTTY) process.stderr.write('\n')
    throw error
  } finally {
    clearInterval(tick)
  }
}

/** Causes that a program's output or an error's code tells, and what helps. */
const CAUSES = [
  [
    /ENOSPC|no space left/i,
    'The disk is full: the packages, Electron and the build take about 1.5 GB. Make room and start again.',
  ],
  [
    /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
    'A folder may not be written by this user. Change its owner, or start from a checkout of your own; PARALLAB_CACHE names another folder for downloads.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/,
    'The npm registry cannot be reached. Try npm ping; npm config set registry names another one, npm config set proxy the way to it.',
  ],
  [/EINTEGRITY|sha512/, 'A download was damaged. Run npm cache verify and start again.'],
]

/** A failed step as a sentence, the cause with what helps, and what the program said. */
export function failed(sentence, error) {
  const [, advice] = CAUSES.find(([pattern]) => pattern.test(error.message)) ?? [
    null,
    'Start again; what was done is kept.',
  ]
  return new SetupError(`${sentence} ${advice}\n${error.message}`)
}
