/** Scripts on disk: reading, saving, examples, and which paths the user has given the lab. */
import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExampleInfo, OpenDocument } from '../../protocol/lab'
import { readScript } from '../cli/script-file'

const SCRIPTS = /\.[mc]?[jt]s$/

export class Documents {
  private readonly examplesFolder: string
  private readonly granted = new Set<string>()

  constructor(examplesFolder: string, granted: readonly string[]) {
    this.examplesFolder = examplesFolder
    for (const file of granted) this.grant(file)
  }

  /** The user chose this path: in a dialog, on the command line or by dropping the file. */
  grant(file: string): void {
    this.granted.add(path.resolve(file))
  }

  /** Where a document stands for the compiler, which resolves imports from there; it need not exist. */
  place(file: string | null, example: string | null, scratch: string): string {
    return file ?? path.join(example === null ? scratch : this.examplesFolder, example ?? 'untitled.ts')
  }

  /** @throws Error when it is no script or cannot be read */
  async open(file: string): Promise<OpenDocument> {
    const whole = path.resolve(file)
    if (!this.granted.has(whole) && !SCRIPTS.test(whole)) throw new Error(`${file} is not a script (.ts or .js).`)
    const text = await readScript(whole, file)
    return { path: whole, example: null, name: path.basename(whole), text }
  }

  /** Writes beside the file and renames, keeping its mode. @throws Error for a path that the user did not choose */
  async save(file: string, text: string): Promise<string> {
    const whole = path.resolve(file)
    if (!this.granted.has(whole)) throw new Error(`${file} was not chosen by the user.`)
    const mode = await stat(whole).then(
      (found) => found.mode,
      () => 0o644,
    )
    const beside = `${whole}.${randomUUID()}.new`
    try {
      await writeFile(beside, text, { mode })
      await rename(beside, whole)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
    return whole
  }

  /** An example's first comment line is its title, the second says what it shows. */
  async examples(): Promise<ExampleInfo[]> {
    const names = (await readdir(this.examplesFolder)).filter((name) => SCRIPTS.test(name)).sort()
    return Promise.all(
      names.map(async (id) => {
        const [title = '', summary = ''] = (await readFile(path.join(this.examplesFolder, id), 'utf8')).split('\n')
        const comment = (line: string) => line.replace(/^\/\/\s*/, '')
        return { id, title: comment(title), summary: comment(summary) }
      }),
    )
  }

  /** @throws Error when there is no such example */
  async example(id: string): Promise<OpenDocument> {
    if (!(await this.examples()).some((example) => example.id === id)) throw new Error(`There is no example '${id}'.`)
    const text = await readFile(path.join(this.examplesFolder, id), 'utf8')
    return { path: null, example: id, name: id, text }
  }
}
