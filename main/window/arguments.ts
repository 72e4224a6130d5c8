/** The shape of every command's argument; a command without one does not compile. */
import path from 'node:path'
import type { Commands } from '../../protocol/lab'
import { SETTINGS } from './settings-shape'
import { fields, flag, nothing, nullable, number, ShapeError, someFields, text, whole, type Check } from './shape'

const MOST_TEXT = 5 * 1024 * 1024
const MOST_PATH = 4096
const MOST_NAME = 255
const MOST_WORKERS = 64

const script = text(MOST_TEXT)

const filePath: Check<string> = (value, what) => {
  const file = text(MOST_PATH)(value, what)
  if (!path.isAbsolute(file) || file.includes('\0')) throw new ShapeError(`${what} must be an absolute path`)
  return path.normalize(file)
}

/** A file's name without a folder. */
const fileName: Check<string> = (value, what) => {
  const name = text(MOST_NAME)(value, what)
  if (name === '' || name.startsWith('.') || /[/\\\0]/.test(name)) throw new ShapeError(`${what} must be a file name`)
  return name
}

export const ARGUMENTS: { readonly [K in keyof Commands]: Check<Commands[K]['argument']> } = {
  welcome: nothing,
  ready: nothing,
  startRun: fields({
    text: script,
    path: nullable(filePath),
    example: nullable(fileName),
    poolSize: whole(1, MOST_WORKERS),
  }),
  stopRun: nothing,
  checkScript: fields<Commands['checkScript']['argument']>(
    { text: script, path: nullable(filePath), example: nullable(fileName) },
    ['example'],
  ),
  openExample: fields({ id: fileName }),
  openFile: fields({ path: nullable(filePath) }),
  saveFile: fields({ path: nullable(filePath), suggestedName: fileName, text: script }),
  updateSettings: someFields(SETTINGS),
  describeWindow: fields({
    title: text(1000),
    dirty: flag,
    path: nullable(filePath),
    progress: nullable(number(0, 1)),
  }),
  closeWindow: nothing,
}
