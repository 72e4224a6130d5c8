/** The script in the editor: where it came from, its text, and whether it is saved. */
import { lessonOf } from '../../analysis/lessons/example'
import type { OpenDocument } from '../../protocol/lab'
import { isUntitled, languageOf, UNTITLED_PYTHON, type Language } from '../../protocol/language'
import { command, on } from '../lab/client'

const TYPESCRIPT = `import { Pool } from 'multiprocessing'

function square(n: number): number {
  return n * n
}

if (import.meta.main) {
  await using pool = new Pool()
  console.log(await pool.map(square, [1, 2, 3]))
}
`

const PYTHON = `from multiprocessing import Pool


def square(n):
    return n * n


if __name__ == '__main__':
    with Pool() as pool:
        print(pool.map(square, [1, 2, 3]))
`

/** As many as main keeps. */
const MOST_RECENT = 10

export class ScriptState {
  document = $state.raw<OpenDocument>() as OpenDocument
  /** As it stands in the editor. */
  text = $state.raw('')
  /** What stands on disk; `null` where it no longer does. */
  private saved = $state.raw<string | null>('')
  readonly dirty = $derived(this.text !== this.saved)
  readonly name = $derived(this.document.name)
  readonly language = $derived(languageOf(this.name))
  /** The lesson whose script it is; it stays so when it is saved elsewhere. */
  readonly lesson = $derived(this.document.lesson ?? lessonOf(this.document.example))

  /** What is being written; resolves in any case. */
  private saving: Promise<unknown> = Promise.resolve()

  /** Paths of files opened or saved lately, the last first. */
  recent = $state.raw<readonly string[]>([])

  constructor(document: OpenDocument, recent: readonly string[]) {
    this.recent = recent
    this.show(document)
    on('settings-changed', ({ recentFiles }) => (this.recent = recentFiles))
  }

  /** Replaces what the editor shows. @param saved whether the text is what stands on disk */
  show(document: OpenDocument): void {
    this.document = document
    this.text = document.text
    this.saved = document.unsaved === true ? '' : document.text
    if (document.path !== null) this.remember(document.path)
  }

  newScript(language: Language = 'typescript'): void {
    const isPython = language === 'python'
    const example = isPython ? UNTITLED_PYTHON : null
    this.show({ path: null, example, name: example ?? 'untitled.ts', text: isPython ? PYTHON : TYPESCRIPT })
  }

  async openExample(id: string): Promise<void> {
    this.show(await command('openExample', { id }))
  }

  /** @param path `null` asks the user */
  async open(path: string | null): Promise<void> {
    const document = await command('openFile', { path })
    if (document !== null) this.show(document)
  }

  /** Answers whether it was saved. @param elsewhere ask for a path even if there is one */
  save(elsewhere = false): Promise<boolean> {
    const saved = this.saving.then(() => this.write(elsewhere))
    this.saving = saved.catch(() => undefined)
    return saved
  }

  /** Resolves when nothing is being saved any more, whatever came of it; then `dirty` is of now. */
  async settled(): Promise<void> {
    await this.saving
  }

  private async write(elsewhere: boolean): Promise<boolean> {
    const { text, document, lesson } = this
    const path = await command('saveFile', {
      path: elsewhere ? null : document.path,
      suggestedName: document.name,
      text,
    })
    if (path === null) return false
    this.remember(path)
    // Another script may be shown by now: it keeps its own file.
    if (this.document !== document) return true
    const ofLesson = lesson === null ? {} : { lesson }
    this.document = { path, example: null, name: path.split(/[\\/]/).at(-1) ?? path, text, ...ofLesson }
    this.saved = text
    return true
  }

  /** Another program has written its file, or taken it away (`null`): the text here differs from what is saved now. */
  differsFrom(onDisk: string | null): void {
    this.saved = onDisk
  }

  private remember(path: string): void {
    this.recent = [path, ...this.recent.filter((other) => other !== path)].slice(0, MOST_RECENT)
  }

  /** Whether a file named in a diagnostic or a stack line is the one in the editor. */
  isFile(file: string): boolean {
    return isFileOf(this.document, file)
  }
}

/** Whether a file named in a diagnostic or a stack line is the document's. */
export function isFileOf({ path, name, example }: OpenDocument, file: string): boolean {
  if (file === path || file === name) return true
  // What was never saved stands for the compiler under a name of its own.
  const isNew = isUntitled(example) && /[\\/]untitled\.(ts|py)$/.test(file)
  return path === null && (isNew || file.endsWith(`/${name}`))
}
