/** The page's commands: each with the shape of its argument and what it does. A missing one does not compile. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { EXPORT_FORMATS } from '../../protocol/export'
import { MOST_NAME, MOST_NOTE, MOST_TAGS } from '../../protocol/history'
import { COMMAND_CHANNEL, type Answer, type Commands } from '../../protocol/lab'
import { MOST_ITEMS, MOST_REPEATS, MOST_VALUES, MOST_WORKERS } from '../../analysis/sizes'
import { ORIGIN } from './page-protocol'
import { viewShape } from './session'
import { settingsChange } from '../settings'

const MOST_TEXT = 5 * 1024 * 1024
const text = v.pipe(v.string(), v.maxLength(MOST_TEXT, 'the script is larger than 5 MB'))
const path = v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096)))
const workers = wholeNumber(1, MOST_WORKERS)
const name = v.pipe(v.string(), v.maxLength(MOST_NAME))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const script = { text, path, example: v.nullable(name) }
const sweep = {
  poolSize: v.nullable(workers),
  repeats: wholeNumber(1, MOST_REPEATS),
  warmups: wholeNumber(0, MOST_REPEATS),
}

/** What each command's argument must look like; unknown keys are refused. */
const shapes = {
  welcome: v.null(),
  ready: v.null(),
  startRun: v.strictObject({ ...script, lesson: v.exactOptional(name), poolSize: workers }),
  stopRun: v.null(),
  signalProcess: v.strictObject({ process: count, signal: v.picklist(['terminate', 'kill']) }),
  breakDeadlock: v.strictObject({ deadlock: count }),
  typeLine: v.strictObject({ text: v.nullable(text) }),
  startSweep: v.strictObject({
    ...script,
    lesson: v.exactOptional(name),
    settings: v.variant('axis', [
      v.strictObject({ axis: v.literal('pool-size'), values: sizes(MOST_WORKERS), ...sweep }),
      v.strictObject({ axis: v.literal('chunk-size'), values: sizes(MOST_ITEMS), ...sweep }),
    ]),
  }),
  stopSweep: v.null(),
  checkScript: v.strictObject(script),
  keepDraft: v.strictObject(script),
  keepView: v.strictObject({ path, example: v.nullable(name), view: viewShape }),
  newWindow: v.strictObject({ path }),
  openExample: v.strictObject({ id: name }),
  readTwin: v.strictObject({ id: name }),
  openFile: v.strictObject({ path }),
  saveFile: v.strictObject({ path, suggestedName: name, text }),
  updateSettings: settingsChange,
  describeWindow: v.strictObject({
    title: v.pipe(v.string(), v.maxLength(1000)),
    dirty: v.boolean(),
    path,
    progress: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  }),
  listHistory: v.strictObject({
    search: v.pipe(v.string(), v.maxLength(1000)),
    limit: v.nullable(count),
    offset: count,
  }),
  readEntry: v.strictObject({ id: name }),
  renameEntry: v.strictObject({ id: name, name }),
  noteEntry: v.strictObject({ id: name, note: v.pipe(v.string(), v.maxLength(MOST_NOTE)) }),
  tagEntry: v.strictObject({ id: name, tags: v.pipe(v.array(name), v.maxLength(MOST_TAGS)) }),
  removeEntries: v.strictObject({ ids: v.array(name) }),
  restoreEntries: v.strictObject({ ids: v.array(name) }),
  sizeHistory: v.null(),
  limitHistory: v.strictObject({ limit: v.nullable(count) }),
  exportEntries: v.strictObject({
    ids: v.pipe(v.array(name), v.minLength(1), v.maxLength(100)),
    format: v.picklist(EXPORT_FORMATS),
  }),
  listLessons: v.null(),
  openLesson: v.strictObject({ id: name }),
  predictLesson: v.strictObject({ lesson: name, choice: count }),
  judgeLesson: v.strictObject({ lesson: name, of: v.picklist(['run', 'comparison']) }),
  exportProgress: v.strictObject({ name, format: v.picklist(['html', 'csv']) }),
  resetProgress: v.strictObject({ lesson: v.nullable(name) }),
  chooseLessonsFolder: v.null(),
  stayOpen: v.null(),
  closeWindow: v.null(),
} satisfies { [K in keyof Commands]: v.GenericSchema<unknown, Commands[K]['argument']> }

export type Handlers = {
  readonly [K in keyof Commands]: (argument: Commands[K]['argument']) => Promise<Commands[K]['result']>
}

/** @param handlersOf those of the window whose own page sent a message. @returns the way out */
export function serveCommands(handlersOf: (event: IpcMainInvokeEvent) => Handlers | undefined): () => void {
  ipcMain.handle(COMMAND_CHANNEL, async (event, command: unknown, argument: unknown): Promise<Answer<unknown>> => {
    try {
      const handlers = handlersOf(event)
      if (handlers === undefined || !event.senderFrame?.url.startsWith(`${ORIGIN}/`))
        throw new Error('The sender is not the page.')
      return { ok: true, value: await handle(handlers, command, argument) }
    } catch (error) {
      const { name: kind, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
      return { ok: false, error: { name: kind, message } }
    }
  })
  return () => ipcMain.removeHandler(COMMAND_CHANNEL)
}

/** @throws Error for an unknown command or an argument of another shape */
export function handle(handlers: Handlers, command: unknown, argument: unknown): Promise<unknown> {
  if (typeof command !== 'string' || !Object.hasOwn(shapes, command))
    throw new Error(`There is no command '${String(command)}'.`)
  const known = command as keyof Commands
  const checked = v.safeParse(shapes[known], argument)
  if (!checked.success) throw new Error(`${known}: ${describe(checked.issues[0])}`)
  return (handlers[known] as (argument: unknown) => Promise<unknown>)(checked.output)
}

function wholeNumber(least: number, most: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
}

function sizes(most: number) {
  return v.pipe(
    v.array(wholeNumber(1, most)),
    v.minLength(1),
    v.maxLength(MOST_VALUES),
    v.check((values) => values.every((value, i) => value > (values[i - 1] ?? 0)), 'they must ascend'),
  )
}

function describe(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue)
  return where === null ? issue.message : `${where}: ${issue.message}`
}
