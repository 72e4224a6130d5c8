/** Scripts on disk: reading, saving, examples, and which paths the user has given the lab. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExampleInfo, OpenDocument } from '../../protocol/lab'
import { readScript } from '../cli/script-file'
import { writeAtomically } from './atomic-file'
import { MOST_RECENT, type SettingsFile } from './settings'

/** What the first start shows. */
export const FIRST_EXAMPLE = 'primes.ts'

const SCRIPTS = /\.([mc]?[jt]s|txt)$/i

export interface DocumentFolders {
  readonly examples: string
  /** Where a script that was never saved is said to stand; need not exist. */
  readonly scratch: string
}

export class Documents {
  private readonly folders: DocumentFolders
  private readonly settings: SettingsFile
  private readonly granted = new Set<string>()

  constructor(folders: DocumentFolders, settings: SettingsFile) {
    this.folders = folders
    this.settings = settings
    for (const file of this.recent) this.grant(file)
  }

  /** The user chose this path, in a dialog or on the command line. */
  grant(file: string): void {
    this.granted.add(path.resolve(file))
  }

  /** This path was dropped on the window, or a message about the script names it: the page may have it if it is one. */
  grantScript(file: string): void {
    const isExample = path.dirname(path.resolve(file)) === path.resolve(this.folders.examples)
    if (path.isAbsolute(file) && SCRIPTS.test(file) && !isExample) this.grant(file)
  }

  /** Files opened and saved last that are still there, the newest first. */
  get recent(): readonly string[] {
    return this.settings.current.recentFiles.filter((file) => existsSync(file))
  }

  /** Where a document stands for the compiler, which resolves imports from there; it need not exist. */
  place(file: string | null, example: string | null): string {
    if (file !== null) return file
    const { examples, scratch } = this.folders
    return example === null ? path.join(scratch, 'untitled.ts') : path.join(examples, path.basename(example))
  }

  /** @throws Error when the path was not given by the user, or is no text that can be read */
  async open(file: string): Promise<OpenDocument> {
    const whole = this.given(file)
    const text = await readScript(whole, file)
    await this.remember(whole)
    return { path: whole, example: null, name: path.basename(whole), text }
  }

  /** Answers the path written. @throws Error for a path that the user did not give */
  async save(file: string, text: string): Promise<string> {
    const whole = this.given(file)
    await writeAtomically(whole, text)
    await this.remember(whole)
    return whole
  }

  /** The one to begin with, then the others by name. */
  async examples(): Promise<ExampleInfo[]> {
    const names = (await readdir(this.folders.examples)).filter(
      (name) => name.endsWith('.ts') && name !== FIRST_EXAMPLE,
    )
    return Promise.all(
      [FIRST_EXAMPLE, ...names.sort()].map(async (id) => {
        const text = await readFile(path.join(this.folders.examples, id), 'utf8')
        return { id, ...described(text), group: 'lab' as const, uses: [], hasTwin: false }
      }),
    )
  }

  /** @throws Error when there is no such example */
  async example(id: string): Promise<OpenDocument> {
    const names = await readdir(this.folders.examples)
    if (!names.includes(id)) throw new Error(`There is no example '${id}'.`)
    const text = await readFile(path.join(this.folders.examples, id), 'utf8')
    return { path: null, example: id, name: id, text }
  }

  private given(file: string): string {
    const whole = path.resolve(file)
    if (!this.granted.has(whole))
      throw new Error(`${file} was not chosen by you: open it with File, Open, or drop it here.`)
    return whole
  }

  private async remember(file: string): Promise<void> {
    const recentFiles = [file, ...this.recent.filter((other) => other !== file)]
    await this.settings.update({ recentFiles: recentFiles.slice(0, MOST_RECENT) })
  }
}

/** The first comment of an example: a line with its title, then what to watch, of which one sentence is enough here. */
function described(text: string): { title: string; summary: string } {
  const comment = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? ''
  const [title = '', ...rest] = comment.split('\n').map((line) => line.replace(/^\/\/\s*/, ''))
  return { title, summary: /^.*?(?=[.;]|$)/.exec(rest.join(' ').trim())?.[0] ?? '' }
}
