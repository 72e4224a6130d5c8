import { EventEmitter } from 'node:events'
import type { UtilityProcess } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Diagnostic } from '../../protocol/compiled'
import type { ToProcess } from '../../protocol/control'
import { Checker } from './checker'

const FAULT: Diagnostic = {
  file: '/a.py',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  severity: 'error',
  message: 'SyntaxError: invalid syntax',
}

/** What Electron gives: it answers each text but `hang`, and ends over `crash`. */
class Spare extends EventEmitter {
  readonly kill = vi.fn()

  postMessage(message: ToProcess): void {
    if (message.type !== 'check' || message.text === 'hang') return
    if (message.text === 'crash') this.emit('exit')
    else this.emit('message', { type: 'checked', question: message.question, diagnostics: [FAULT] })
  }
}

let spares: Spare[]
let checker: Checker
beforeEach(() => {
  vi.useFakeTimers()
  spares = []
  checker = new Checker(() => {
    const spare = new Spare()
    spares.push(spare)
    return Promise.resolve(spare as unknown as UtilityProcess)
  })
})
afterEach(() => vi.useRealTimers())

test('one process answers all questions, and is ended when none has come for some minutes', async () => {
  expect(await checker.check('/a.py', '(')).toEqual([FAULT])
  expect(await checker.check('/a.py', ')')).toEqual([FAULT])
  await vi.advanceTimersByTimeAsync(200_000)
  expect(spares.map(({ kill }) => kill.mock.calls.length)).toEqual([1])
  await checker.check('/a.py', '(')
  // The first one's end is told late, and is not that of the second.
  spares[0]?.emit('exit')
  await checker.check('/a.py', '(')
  expect(spares).toHaveLength(2)
})

test('a process that ends over a question leaves none open, and another one is taken for the next', async () => {
  const open = checker.check('/a.py', 'hang')
  expect(await checker.check('/a.py', 'crash')).toEqual([])
  expect(await open).toEqual([])
  expect(await checker.check('/a.py', '(')).toEqual([FAULT])
  expect(spares).toHaveLength(2)
})

test('where no process of Python can be had, nothing is said, and the next question tries again', async () => {
  const without = new Checker(() => Promise.reject(new Error('none')))
  expect(await without.check('/a.py', '(')).toEqual([])
  expect(await without.check('/a.py', '(')).toEqual([])
})
