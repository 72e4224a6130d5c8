import { expect, test } from 'vitest'
import { ProcessTable } from './process-rows'
import { openRows, rowAfter, rowNamed } from './tree'

function rows() {
  const made = new ProcessTable()
  made.begin('run')
  for (const [process, parent, name] of [
    [0, null, 'Main'],
    [1, 0, 'A'],
    [2, 0, 'B'],
    [3, 1, 'A:1'],
    [4, 3, 'A:1:1'],
  ] as const)
    made.event({ type: 'process-started', process, pid: process, name, parent, daemon: false, warm: true, at: 0 })
  return made.rows()
}

test('what stands below a closed row is out of sight, all the way down', () => {
  const shown = (closed: number[]) =>
    openRows(rows(), new Set(closed)).map(
      ({ row, hasChildren, isOpen, position, brothers }) =>
        `${row.name} ${position}/${brothers}${hasChildren ? (isOpen ? ' open' : ' closed') : ''}`,
    )
  expect(shown([])).toEqual(['Main 1/1 open', 'A 1/2 open', 'A:1 1/1 open', 'A:1:1 1/1', 'B 2/2'])
  expect(shown([1])).toEqual(['Main 1/1 open', 'A 1/2 closed', 'B 2/2'])
  expect(shown([0, 3])).toEqual(['Main 1/1 closed'])
})

test('keys lead to rows and stay within them', () => {
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'x'].map((key) => rowAfter(key, 1, 5, 10))).toEqual([
    2, 0, 0, 4, 4, -1,
  ])
  expect(rowAfter('ArrowUp', 0, 5, 10)).toBe(0)
})

test('letters lead to the next name that begins so, round and round', () => {
  const names = ['Main', 'Worker-1', 'Worker-2', 'Watcher']
  expect([rowNamed(names, 'w', 0), rowNamed(names, 'w', 1), rowNamed(names, 'wa', 1), rowNamed(names, 'w', 3)]).toEqual(
    [1, 2, 3, 1],
  )
  expect(rowNamed(names, 'x', 0)).toBe(-1)
})
