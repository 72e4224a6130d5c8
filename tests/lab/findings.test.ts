/** What `parallab run` says of a deadlock, and what it tells at the end. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ofType, withEvents } from './events'
import { parallab, runScript, startInTerminal } from './parallab'

const CROSSED = `
  import { Barrier, Lock, Process } from 'multiprocessing'
  async function take(first: Lock, second: Lock, both: Barrier) {
    await first.acquire()
    await both.wait()
    try { await second.acquire() } catch (error: any) { console.log(error.name) }
    finally { first.release() }
  }
  if (import.meta.main) {
    const [a, b, both] = [new Lock(), new Lock(), new Barrier(2)]
    const one = new Process({ target: take, args: [a, b, both], name: 'One' })
    const two = new Process({ target: take, args: [b, a, both], name: 'Two' })
    one.start()
    two.start()
    await one.join()
    await two.join()
  }
`

test('a deadlock is said at once, and can be broken where nobody watches', { timeout: 120_000 }, async () => {
  const { code, stdout, stderr, events } = await withEvents((...more) =>
    runScript(CROSSED, '--break-deadlocks', '--json', ...more),
  )
  expect(code).toBe(0)
  expect(stderr).toMatch(/^parallab: deadlock: (One|Two) waits for lock \w+ \(line 6\), held by .*\n$/)
  const told = JSON.parse(stdout) as Record<string, unknown>
  const [deadlock] = ofType(events, 'deadlock')
  expect(told).toMatchObject({ stdout: 'DeadlockError\n', incidents: [], incidentsOmitted: 0 })
  expect(told['deadlocks']).toEqual([deadlock])
  expect(told['laws']).toEqual(ofType(events, 'laws').flatMap(({ laws }) => laws))
  expect(told['shared']).toEqual(ofType(events, 'shared').map(({ sample, site, uses }) => ({ sample, site, uses })))
  expect(ofType(events, 'deadlock-ended')).toMatchObject([{ deadlock: deadlock?.deadlock, how: 'broken' }])
})

test('a terminal hears of those who were killed and of what was left', { timeout: 120_000 }, async () => {
  const running = await startInTerminal(`
    import { existsSync } from 'node:fs'
    import { Process, Queue } from 'multiprocessing'
    const dies = () => process.kill(process.pid, 'SIGKILL')
    const jobs = import.meta.main ? new Queue<number>() : null
    if (import.meta.main) {
      const child = new Process({ target: dies, name: 'Doomed' })
      child.start()
      await child.join()
      while (!existsSync(new URL('heard', import.meta.url))) await new Promise((resolve) => setTimeout(resolve, 10))
      console.log('so far')
    }
  `)
  await running.said('parallab: Doomed:')
  await writeFile(path.join(running.folder ?? '', 'heard'), '')
  const { stdout } = await running.ended
  expect(stdout).toMatch(/parallab: Doomed: SIGKILL ended it, which another program sent[^\n]*\r?\n[^]*so far/)
  const { stdout: help } = await parallab('--help')
  expect(help).toContain('--break-deadlocks')
})
