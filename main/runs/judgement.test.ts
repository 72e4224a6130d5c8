import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { judged, type Ending } from './judgement'
import { survivors } from './survivors'

const CLEAN: Ending = {
  outcome: 'finished',
  end: { exitcode: 0, reason: 'finished' },
  isMeasured: true,
  left: [],
  killed: [],
  unsettled: [],
  held: [],
  shared: [],
  memory: [],
}

/** Of the laws that are not kept, which they are and what is said. */
function broken(ending: Partial<Ending>): string[][] {
  return judged({ ...CLEAN, ...ending })
    .filter(({ holds }) => !holds)
    .map(({ law, says }) => [law, says])
}

test('a process that is still there breaks a law, also of a run that was stopped', async () => {
  const [stays, ends] = ['setInterval(() => undefined, 1000)', ''].map((code) => {
    const child = spawn(process.execPath, ['-e', code])
    return { name: code === '' ? 'Ends' : 'Stays', pid: child.pid as number, child }
  }) as [Told, Told]
  try {
    await once(ends.child, 'exit')
    const left = (await survivors([stays, ends], 0)).map(({ name }) => name)
    expect(left).toEqual(['Stays'])
    expect(broken({ left })).toEqual([['processes', 'Still there: Stays.']])
    expect(broken({ left, outcome: 'stopped' })).toEqual([['processes', 'Still there: Stays.']])
  } finally {
    stays.child.kill('SIGKILL')
  }
  // Who is just going is waited for.
  expect(await survivors([stays, ends])).toEqual([])
  expect(broken({})).toEqual([])
})

test('memory that was never unlinked names the line that made it, unless somebody was killed', () => {
  const site = { file: '/a/script.ts', line: 7, column: 3 }
  const memory = [
    { name: 'board', bytes: 512, site },
    { name: 'psm_1', bytes: 8, site: null },
  ]
  expect(broken({ memory })).toEqual([
    ['bytes', 'Shared memory board (512 bytes) was never unlinked (script.ts:7), and 1 more.'],
  ])
  expect(broken({ memory, killed: ['Worker'] })).toEqual([])
})

interface Told {
  readonly name: string
  readonly pid: number
  readonly child: ReturnType<typeof spawn>
}
