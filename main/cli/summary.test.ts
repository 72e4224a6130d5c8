import { expect, test } from 'vitest'
import { Summary } from './summary'

test('output beyond the limit is counted, and said to be dropped', () => {
  const summary = new Summary(5)
  summary.output('stdout', 'abc')
  summary.output('stdout', 'defg')
  summary.output('stdout', 'h')
  summary.output('stderr', '12345')
  expect(summary.figures()).toEqual({
    stdout: 'abcde',
    stderr: '12345',
    dropped: { stdout: 3, stderr: 0 },
    processes: [],
    maps: [],
    shared: [],
    deadlocks: [],
    incidents: [],
    incidentsOmitted: 0,
    laws: [],
  })
})
