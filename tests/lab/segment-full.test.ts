import { expect, test } from 'vitest'
import { runScript } from './parallab'
import { said } from './saying'

const LIMIT = ['--memory-limit', '64', '--pool-size', '2'] as const

test('a queue that is filled for ever ends the run with a sentence, and nothing is left', async () => {
  const { code, stdout, stderr } = await runScript(
    `
    import { Process, Queue } from 'multiprocessing'
    function idle(q: Queue<string>) { q.getSync() }
    if (import.meta.main) {
      const items = new Queue<string>()
      const daemon = new Process({ target: idle, args: [new Queue<string>()], daemon: true })
      daemon.start()
      for (;;) await items.put('x'.repeat(1000))
    }
  `,
    ...LIMIT,
  )
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(
    /SegmentFullError: The run's shared memory is full: \d+ MiB more do not fit; it has grown to \d+ MiB and may have 64 MiB. Are queues filled faster than they are emptied\?\n/,
  )
})

test('whoever does not find room is told, and all goes on when there is some again', async () => {
  const values = await said(
    `
    import { Pool, Process, Queue, RawArray } from 'multiprocessing'
    function large(x: number) { return new Uint8Array(x) }
    if (import.meta.main) {
      const items = new Queue<Uint8Array>()
      const fill = () => { let n = 0; try { for (;; n++) items.putSync(new Uint8Array(2 ** 20)) } catch (error: any) { return [error.name, n > 30] } }
      say(fill())
      tell(() => new RawArray('d', 2 ** 23).length)
      const big = 'x'.repeat(2 ** 22)
      try { new Process({ target: large, args: [big as any] }).start() } catch (error: any) { say(error.name) }
      while (!items.empty()) items.getSync()
      say(fill())
      while (!items.empty()) items.getSync()
      await using pool = new Pool(2)
      for (const input of [[10, 2 ** 27, 20], [30, 40]]) {
        const results = await Promise.allSettled(input.map((size) => pool.apply(large, [size])))
        say(results.map((result) => result.status === 'fulfilled' ? result.value.length : result.reason.name))
      }
      const args = ['x'.repeat(2 ** 26)]
      say(await pool.map((text: string) => text.length, args).then(String, (error) => error.name))
      say(await pool.map((n: number) => n + 1, [1, 2, 3]))
    }
  `,
    ...LIMIT,
  )
  expect(values).toEqual([
    ['SegmentFullError', true],
    expect.stringMatching(/^SegmentFullError: /),
    'SegmentFullError',
    ['SegmentFullError', true],
    [10, 'SegmentFullError', 20],
    [30, 40],
    'SegmentFullError',
    [2, 3, 4],
  ])
})
