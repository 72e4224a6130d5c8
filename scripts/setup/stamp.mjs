/** Stamps say that a step was done for these very inputs; they are written last, so an interrupted step is done again. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export function hashOf(...texts) {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex')
}

/**
 * Hash of files and folders, by names and contents.
 * @param memo a file that says what it was the last time: while sizes and times are the same nothing is read again
 */
export function hashOfFiles(paths, memo) {
  const files = paths.flatMap(filesIn)
  const look = hashOf(...files.map(lookOf))
  const [seen, known] = textOf(memo).split(' ')
  if (seen === look) return known
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file))
  const found = hash.digest('hex')
  stamp(memo, `${look} ${found}`)
  return found
}

function filesIn(at) {
  if (!statSync(at).isDirectory()) return [at]
  const entries = readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const file = path.join(at, entry.name)
    return entry.isFile() ? [file] : filesIn(file)
  })
}

/** What tells that a file is another one, or another's. */
export function lookOf(file) {
  const { size, mtimeMs, ctimeMs } = statSync(file)
  return [file, size, mtimeMs, ctimeMs].join()
}

export function isStamped(file, value) {
  return textOf(file) === value
}

/** @returns the text of a stamp, nothing where there is none */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

export function stamp(file, value) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, value)
  renameSync(`${file}.${process.pid}`, file)
}
