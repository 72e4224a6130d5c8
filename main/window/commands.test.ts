import { expect, test, vi } from 'vitest'
import type { Commands } from '../../protocol/lab'
import type { Handlers } from './commands'

vi.mock('electron', () => ({ ipcMain: {}, protocol: {} }))
const { handle } = await import('./commands')

const answering = new Proxy(
  {},
  { get: (_target, name) => (argument: unknown) => Promise.resolve([name, argument]) },
) as Handlers
const start = { text: '', path: null, example: null, poolSize: 2 }

const sweep = {
  axis: 'pool-size',
  values: [1, 2],
  poolSize: null,
  repeats: 5,
  warmups: 1,
}
const starting = (change: object) => ({ text: '', path: null, example: null, settings: { ...sweep, ...change } })

test('a command of the right shape reaches its handler', async () => {
  expect(await handle(answering, 'startRun', start)).toEqual(['startRun', start])
  const chunks = starting({ axis: 'chunk-size', values: [1, 1000], poolSize: 2 })
  expect(await handle(answering, 'startSweep', chunks)).toEqual(['startSweep', chunks])
})

test('every command refuses an argument of another shape', () => {
  const all: Record<keyof Commands, true> = {
    welcome: true,
    ready: true,
    startRun: true,
    stopRun: true,
    typeLine: true,
    signalProcess: true,
    breakDeadlock: true,
    startSweep: true,
    stopSweep: true,
    checkScript: true,
    keepDraft: true,
    keepView: true,
    newWindow: true,
    openExample: true,
    readTwin: true,
    openFile: true,
    saveFile: true,
    updateSettings: true,
    describeWindow: true,
    listHistory: true,
    readEntry: true,
    renameEntry: true,
    noteEntry: true,
    tagEntry: true,
    removeEntries: true,
    restoreEntries: true,
    sizeHistory: true,
    limitHistory: true,
    exportEntries: true,
    listLessons: true,
    openLesson: true,
    predictLesson: true,
    judgeLesson: true,
    exportProgress: true,
    resetProgress: true,
    chooseLessonsFolder: true,
    stayOpen: true,
    closeWindow: true,
  }
  for (const command of Object.keys(all))
    for (const argument of [7, 'text', { other: 1 }])
      expect(() => handle(answering, command, argument), command).toThrow(`${command}: `)
})

test.each([
  ['fly', null, "There is no command 'fly'."],
  ['toString', null, "There is no command 'toString'."],
  ['startRun', { ...start, poolSize: 0 }, 'startRun: poolSize: '],
  ['startRun', { ...start, poolSize: 65 }, 'startRun: poolSize: '],
  ['startRun', { ...start, poolSize: '2' }, 'startRun: poolSize: '],
  ['startRun', { ...start, more: 1 }, 'startRun: more: '],
  ['startRun', { ...start, text: 'x'.repeat(6e6) }, 'startRun: text: the script is larger than 5 MB'],
  ['updateSettings', { recentFiles: ['/etc/passwd'] }, 'updateSettings: recentFiles: '],
  ['openFile', '/etc/passwd', 'openFile: '],
  ['listHistory', { search: '', limit: 1.5, offset: 0 }, 'listHistory: limit: '],
  ['limitHistory', { limit: -1 }, 'limitHistory: limit: '],
  ['startSweep', starting({ values: [] }), 'startSweep: settings.values: '],
  ['startSweep', starting({ values: [2, 1] }), 'startSweep: settings.values: they must ascend'],
  ['startSweep', starting({ values: [1, 65] }), 'startSweep: settings.values.1: '],
  ['startSweep', starting({ axis: 'colour' }), 'startSweep: settings.axis: '],
  ['startSweep', starting({ repeats: 0 }), 'startSweep: settings.repeats: '],
])('%s with a wrong argument is refused by name', (command, argument, message) => {
  expect(() => handle(answering, command, argument)).toThrow(message)
})
