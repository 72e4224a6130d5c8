/** Scripts on disk: reading, saving, examples, and which paths the user has given the lab. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ScriptSource } from '../../protocol/history'
import type { ExampleInfo, OpenDocument } from '../../protocol/lab'
import { isUntitled, languageOf } from '../../protocol/language'
import { texts } from '../../texts/main'
import { usesOf } from '../library-names'
import type { Lessons } from '../lessons/lessons'
import { readScript } from '../script-text'
import { whyNotWritten, writeAtomically } from '../atomic-file'
import { MOST_RECENT, type SettingsFile } from '../settings'

/** What the first start shows. */
export const FIRST_EXAMPLE = 'primes.ts'

const SCRIPTS = /\.([mc]?[jt]s|py|txt)$/i

/** In the order in which they are listed. */
const GROUPS = ['lab', 'tutorial', 'cpython', 'python'] as const satisfies readonly ExampleInfo['group'][]

export interface DocumentFolders {
  readonly examples: string
  /** Where a script that was never saved is said to stand; need not exist. */
  readonly scratch: string
}

export class Documents {
  private readonly folders: DocumentFolders
  private readonly settings: SettingsFile
  private readonly lessons: Pick<Lessons, 'placeOf' | 'documentOf' | 'twinOf'> | undefined
  private readonly granted = new Set<string>()

  /** @param lessons whose scripts are examples, too */
  constructor(folders: DocumentFolders, settings: SettingsFile, lessons?: Documents['lessons']) {
    this.folders = folders
    this.settings = settings
    this.lessons = lessons
    for (const file of this.recent) this.grant(file)
  }

  /** The user chose this path, in a dialog or on the command line. */
  grant(file: string): void {
    this.granted.add(path.resolve(file))
  }

  /** This path was dropped on the window: what it is will be said when it is opened. */
  grantDropped(file: string): void {
    if (path.isAbsolute(file) && !isWithin(this.folders.examples, file)) this.grant(file)
  }

  /** A message about the script names this path: the page may have it if it is one. */
  grantScript(file: string): void {
    if (SCRIPTS.test(file)) this.grantDropped(file)
  }

  /** Files opened and saved last that are still there, the newest first. */
  get recent(): readonly string[] {
    return this.settings.current.recentFiles.filter((file) => existsSync(file))
  }

  /** As the window's title has it. */
  nameOf({ path: file, example }: Pick<ScriptSource, 'path' | 'example'>): string {
    return path.basename(this.place(file, example))
  }

  /** Where a document stands for the compiler, which resolves imports from there; it need not exist. */
  place(file: string | null, example: string | null): string {
    if (file !== null) return file
    const { examples, scratch } = this.folders
    if (example === null || isUntitled(example)) return path.join(scratch, example ?? 'untitled.ts')
    const lesson = this.lessons?.placeOf(example)
    if (lesson != null) return lesson
    const place = path.join(examples, example)
    return isWithin(examples, place) ? place : path.join(examples, path.basename(example))
  }

  /** @throws Error when the path was not given by the user, or is no text that can be read */
  async open(file: string): Promise<OpenDocument> {
    const whole = this.given(file)
    const text = await readScript(whole, file)
    await this.remember(whole)
    return { path: whole, example: null, name: path.basename(whole), text }
  }

  /** Answers the path written. @throws Error for a path that the user did not give, or that cannot be written */
  async save(file: string, text: string): Promise<string> {
    const whole = this.given(file)
    await writeAtomically(whole, text).catch((error: NodeJS.ErrnoException) => {
      throw new Error(texts.notices.notSaved(file, whyNotWritten(error)))
    })
    await this.remember(whole)
    return whole
  }

  /** The one to begin with, the others by name, then those of each folder. */
  async examples(): Promise<ExampleInfo[]> {
    const files = await this.exampleFiles()
    return Promise.all(
      files.filter(isScript).map(async (id) => {
        const text = await readFile(path.join(this.folders.examples, id), 'utf8')
        const hasTwin = languageOf(id) === 'typescript' && files.includes(twinOf(id))
        return { id, ...described(text), group: groupOf(id), uses: usesOf(text), hasTwin }
      }),
    )
  }

  /** @throws Error when there is no such example */
  async example(id: string): Promise<OpenDocument> {
    const lesson = await this.lessons?.documentOf(id)
    if (lesson != null) return lesson
    if (!isScript(id)) throw noExample(id)
    return { path: null, example: id, name: path.basename(id), text: await this.exampleText(id) }
  }

  /** The Python listing beside an example. @throws Error when there is none */
  async twin(id: string): Promise<string> {
    return (await this.lessons?.twinOf(id)) ?? this.exampleText(twinOf(id))
  }

  private async exampleText(id: string): Promise<string> {
    if (!(await this.exampleFiles()).includes(id)) throw noExample(id)
    return readFile(path.join(this.folders.examples, id), 'utf8')
  }

  /** Paths below the folder of examples, with `/`. */
  private async exampleFiles(): Promise<string[]> {
    const files = (await readdir(this.folders.examples, { recursive: true })).sort()
    const ids = files.map((file) => file.replaceAll(path.sep, '/'))
    return ids.sort((a, b) => rankOf(a) - rankOf(b))
  }

  /** Its absolute path. @throws Error when it was not given by the user */
  given(file: string): string {
    const whole = path.resolve(file)
    if (!this.granted.has(whole)) throw new Error(texts.notices.notChosen(file))
    return whole
  }

  private async remember(file: string): Promise<void> {
    const recentFiles = [file, ...this.recent.filter((other) => other !== file)]
    await this.settings.update({ recentFiles: recentFiles.slice(0, MOST_RECENT) })
  }
}

function isWithin(folder: string, file: string): boolean {
  return path.resolve(file).startsWith(path.resolve(folder) + path.sep)
}

function isScript(id: string): boolean {
  return /\.(ts|py)$/.test(id)
}

function twinOf(id: string): string {
  return `${id.replace(/\.ts$/, '')}.py`
}

function rankOf(id: string): number {
  return id === FIRST_EXAMPLE ? -1 : GROUPS.indexOf(groupOf(id))
}

function groupOf(id: string): ExampleInfo['group'] {
  if (languageOf(id) === 'python') return 'python'
  return GROUPS.find((group) => id.startsWith(`${group}/`)) ?? 'lab'
}

function noExample(id: string): Error {
  return new Error(texts.notices.noExample(id))
}

/** The first comment of an example: a line with its title, then what to watch, of which one sentence is enough here. */
function described(text: string): { title: string; summary: string } {
  const comment = /^(?:(?:\/\/|#).*\n)+/.exec(text)?.[0] ?? ''
  const [title = '', ...rest] = comment.split('\n').map((line) => line.replace(/^(?:\/\/|#)\s*/, ''))
  return { title, summary: /^.*?(?=[.;](?:\s|$)|$)/.exec(rest.join(' ').trim())?.[0] ?? '' }
}
