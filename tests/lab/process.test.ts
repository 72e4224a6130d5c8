import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('a process runs its target with its arguments and is joined', async () => {
  const outcome = await runScript(`
    import { Process, currentProcess, parentProcess } from 'multiprocessing'
    function work(n: number) { console.log(currentProcess().name, n, parentProcess()?.name) }
    if (import.meta.main) {
      const p = new Process({ target: work, args: [5], name: 'Worker' })
      p.start()
      await p.join()
      console.log(p.exitcode, p.isAlive())
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'Worker 5 MainProcess\n0 false\n', stderr: '' })
})

test('exit codes carry the signs of CPython', async () => {
  const outcome = await runScript(`
    import { Process, exit, sleep } from 'multiprocessing'
    function returns() {}
    function exits(code?: number | string) { exit(code) }
    function throws() { throw new Error('boom') }
    async function waits() { await sleep(60) }
    if (import.meta.main) {
      const codes: (number | null)[] = []
      const run = async (p: Process<any>, act: (p: Process<any>) => void = () => {}) => {
        await p.start(); act(p); await p.join(); codes.push(p.exitcode)
      }
      await run(new Process({ target: returns }))
      await run(new Process({ target: exits, args: [7] }))
      await run(new Process({ target: exits, args: ['text'] }))
      await run(new Process({ target: exits }))
      await run(new Process({ target: exits, args: [300] }))
      await run(new Process({ target: throws }))
      await run(new Process({ target: waits }), (p) => p.terminate())
      await run(new Process({ target: waits }), (p) => p.kill())
      console.log(codes.join(' '))
    }
  `)
  expect(outcome.stdout).toBe('0 7 1 0 44 1 -15 -9\n')
  expect(outcome.stderr).toContain('text\n')
  expect(outcome.stderr).toContain('Process Process-6:\nError: boom\n    at throws')
  expect(outcome.code).toBe(0)
})
