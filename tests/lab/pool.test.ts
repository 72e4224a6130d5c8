import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('a pool maps in order, applies, closes and is joined', async () => {
  const outcome = await runScript(`
    import { Pool } from 'multiprocessing'
    function square(n: number) { return n * n }
    if (import.meta.main) {
      const pool = new Pool(2)
      console.log((await pool.map(square, [1, 2, 3, 4])).join(' '), await pool.apply(square, [9]))
      pool.close()
      await pool.join()
      console.log('ended')
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: '1 4 9 16 81\nended\n', stderr: '' })
})

test('a killed worker is replaced and its chunk runs again, each index once', async () => {
  const outcome = await runScript(`
    import { existsSync, writeFileSync } from 'node:fs'
    import { Pool } from 'multiprocessing'
    function dieOnce(n: number) {
      if (n === 3 && !existsSync('died')) { writeFileSync('died', ''); process.kill(process.pid, 'SIGKILL') }
      return n
    }
    function die(n: number) { if (n === 1) process.kill(process.pid, 'SIGKILL'); return n }
    if (import.meta.main) {
      const pool = new Pool(2)
      console.log((await pool.map(dieOnce, [1, 2, 3, 4], 1)).join(' '))
      try { await pool.map(die, [0, 1, 2], 1) } catch (e: any) { console.log(e.name, e.exitcode, e.index, e.attempts) }
      console.log((await pool.map(dieOnce, [5, 6], 1)).join(' '))
      pool.terminate()
      await pool.join()
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: '1 2 3 4\nWorkerLostError -9 1 2\n5 6\n', stderr: '' })
})

test('a pool that is left open ends with the script, also when that ends by an error', async () => {
  const outcome = await runScript(`
    import { Pool } from 'multiprocessing'
    const failing = (n: number) => { if (n === 7) throw new RangeError('too far'); return n }
    if (import.meta.main) {
      const idle = new Pool(2)
      const pool = new Pool(2)
      console.log((await idle.map(failing, [1, 2])).join(' '))
      await pool.map(failing, Array.from({ length: 20 }, (_, i) => i), 1)
    }
  `)
  expect(outcome).toEqual({ code: 1, stdout: '1 2\n', stderr: expect.stringMatching(/^RangeError: too far\n/) })
})
