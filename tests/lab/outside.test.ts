/** What ends a run from outside: nothing of it is left soon after, and the exit code is the one shells know. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { mainProcesses, STOPPED_WITHIN, utilityProcesses } from './leftovers'
import { startInTerminal, startPython, startScript, type Running } from './parallab'

/** The script and two children that give way to nothing but SIGKILL; it prints who they are. */
const STUBBORN = `
  import { Process, Queue } from 'multiprocessing'
  process.on('SIGTERM', () => {})
  function spin(up: Queue<number>) { up.putSync(process.pid); for (;;); }
  if (import.meta.main) {
    const up = new Queue<number>()
    for (let i = 0; i < 2; i++) new Process({ target: spin, args: [up] }).start()
    console.log(\`pids \${await up.get()} \${await up.get()} \${process.pid} up\`)
    for (;;);
  }
`

async function stubborn(start = startScript, ...args: string[]): Promise<{ run: Running; pids: number[] }> {
  const run = await start(STUBBORN, ...args)
  await run.said(' up')
  return { run, pids: run.stdout.match(/\d+/g)?.map(Number) ?? [] }
}

test.for([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s ends a run that does not listen', async ([signal, code]) => {
  const { run } = await stubborn()
  const outcome = await run.stop(signal)
  expect(outcome.code).toBe(code)
  expect(outcome.ms).toBeLessThan(STOPPED_WITHIN)
})

test('a second Ctrl+C does not wait for anybody', async () => {
  const { run } = await stubborn()
  run.child.kill('SIGINT')
  const outcome = await run.stop('SIGINT')
  expect(outcome.code).toBe(130)
  expect(outcome.ms).toBeLessThan(STOPPED_WITHIN)
})

test('a stop does not wait for processes that are being brought up, and leaves none of them', async () => {
  const run = await startPython(`
from multiprocessing import Process
from time import sleep

if __name__ == '__main__':
    for _ in range(12):
        print('asked', flush=True)
        Process(target=sleep, args=(60,)).start()
`)
  // The first two are spares.
  await run.said('asked\n'.repeat(4))
  const { code, ms } = await run.stop('SIGINT')
  expect(code).toBe(130)
  expect(ms).toBeLessThan(STOPPED_WITHIN)
})

test('an interrupted script runs its finally blocks', async () => {
  const run = await startScript(`
    import { sleep } from 'multiprocessing'
    if (import.meta.main) {
      try { console.log('up'); await sleep(60) } finally { console.log('tidied') }
    }
  `)
  await run.said('up\n')
  const { code, stdout, stderr } = await run.stop('SIGINT')
  expect({ code, stdout, stderr }).toEqual({
    code: 130,
    stdout: 'up\ntidied\n',
    stderr: expect.stringMatching(/^KeyboardInterrupt: interrupted\n/),
  })
})

test('the time limit ends a run with 124 and says so', async () => {
  // However far it has come by then.
  const run = await startScript(STUBBORN, '--timeout', '2.5')
  expect(await run.ended).toMatchObject({
    code: 124,
    stderr: expect.stringMatching(/^(KeyboardInterrupt: interrupted\n)?parallab: stopped after 2.5 s \(--timeout\)\n$/),
  })
})

test('a signal while Electron starts ends it', async () => {
  const run = await startScript(STUBBORN)
  while (mainProcesses(run.mark).length === 0) await new Promise((resolve) => setImmediate(resolve))
  expect((await run.stop('SIGINT')).code).toBe(130)
})

test.for(['script', 'child'])('when nobody reads its output the run ends: the %s writes', async (who) => {
  const run = await startScript(`
    import { Process, sleep } from 'multiprocessing'
    async function write() { for (;;) { console.log('line'); await sleep(0.001) } }
    if (import.meta.main) {
      if ('${who}' === 'script') await write()
      new Process({ target: write }).start()
    }
  `)
  await run.said('line\n')
  run.child.stdout?.destroy()
  expect((await run.ended).code).toBe(141)
})

test('when its terminal is gone the run ends', async () => {
  const { run } = await stubborn(startInTerminal)
  const start = performance.now()
  process.kill(run.child.pid as number, 'SIGKILL')
  await run.ended
  expect(performance.now() - start).toBeLessThan(STOPPED_WITHIN)
})

test.for(['the command', 'Electron'])('SIGKILL of %s leaves nothing', async (who) => {
  const { run } = await stubborn()
  const start = performance.now()
  for (const pid of who === 'Electron' ? mainProcesses(run.mark) : [run.child.pid as number])
    process.kill(pid, 'SIGKILL')
  const { code } = await run.ended
  expect(code).toBe(who === 'Electron' ? 137 : null)
  expect(performance.now() - start).toBeLessThan(STOPPED_WITHIN)
})

test('SIGKILL of the script ends the run with 137 and takes the children along', async () => {
  const { run, pids } = await stubborn()
  const start = performance.now()
  process.kill(pids[2] as number, 'SIGKILL')
  expect((await run.ended).code).toBe(137)
  expect(performance.now() - start).toBeLessThan(STOPPED_WITHIN)
})

test('killed spares are replaced: whoever starts next does not notice', async () => {
  const run = await startScript(`
    import { Process, sleep } from 'multiprocessing'
    import { existsSync } from 'node:fs'
    function child() { console.log('child') }
    if (import.meta.main) {
      console.log('up', process.pid)
      while (!existsSync('killed')) await sleep(0.01)
      const p = new Process({ target: child })
      await p.start()
      await p.join()
      console.log(p.exitcode)
    }
  `)
  await run.said('up')
  for (const pid of utilityProcesses(run.mark)) if (!run.stdout.includes(`up ${pid}\n`)) process.kill(pid, 'SIGKILL')
  await writeFile(path.join(run.folder as string, 'killed'), '')
  expect(await run.ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^up \d+\nchild\n0\n$/), stderr: '' })
})
