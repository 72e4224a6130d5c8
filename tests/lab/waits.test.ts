import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ofType, withEvents } from './events'
import { startScript } from './parallab'

/** Each has a child that waits for ever, and joins it; what else it has open says whether it could go on. */
const SCRIPT = `import { Process, Queue } from 'multiprocessing'
import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'

const blocks = () => void new Queue().getSync()
const begin = async () => {
  const child = new Process({ target: blocks })
  await child.start()
  return child
}
async function hasTimer() {
  const child = await begin()
  setTimeout(() => child.terminate(), 800)
  await child.join()
}
async function hasTimerThatKeepsNothing() {
  const child = await begin()
  AbortSignal.timeout(800).addEventListener('abort', () => child.terminate())
  await child.join()
}
async function hasLimit() {
  const child = await begin()
  await child.join(0.8)
  child.kill()
}
async function computes() {
  const child = await begin()
  const keys = async () => {
    for (let i = 0; i < 4; i++) await promisify(pbkdf2)('a', 'b', 200_000, 64, 'sha512')
    child.terminate()
  }
  await Promise.all([keys(), child.join()])
}
async function stuck() {
  const child = await begin()
  void new Promise(() => undefined)
  await child.join()
}
async function main() {
  for (const target of [hasTimer, hasTimerThatKeepsNothing, hasLimit, computes]) {
    const one = new Process({ target, name: target.name })
    one.start()
    await one.join()
    console.log(target.name, one.exitcode)
  }
  const last = new Process({ target: stuck, name: 'stuck' })
  last.start()
  await last.join()
}
if (import.meta.main) await main()
`

test('only a process with nothing else open is in a deadlock, which is told with the lines that wait', async () => {
  const { stdout, events } = await withEvents(async (...args) => {
    const running = await startScript(SCRIPT, ...args)
    const file = args[1] as string
    const isTold = async () => (await readFile(file, 'utf8').catch(() => '')).includes('"type":"deadlock"')
    await expect.poll(isTold, { timeout: 100_000 }).toBe(true)
    return running.stop('SIGINT')
  })
  expect(stdout).toBe('hasTimer 0\nhasTimerThatKeepsNothing 0\nhasLimit 0\ncomputes 0\n')
  const deadlocks = ofType(events, 'deadlock')
  expect(deadlocks.map(({ waits }) => waits.map(({ name, kind, site }) => [name, kind, site?.line]))).toEqual([
    [
      ['stuck', 'Process.join', 37],
      [expect.stringContaining('Process-'), 'Queue.get', 5],
    ],
  ])
})
