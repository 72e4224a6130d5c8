/** Watches the file that a window shows, and tells when another program has changed it or taken it away. */
import { watch, type FSWatcher } from 'node:fs'
import path from 'node:path'
import type { DiskChange } from '../../protocol/window'
import { readScript } from '../script-text'

/** Milliseconds of rest after a change: whoever writes a file does so in several steps. */
const REST = 100

export class DiskWatch {
  private readonly tell: (change: DiskChange) => void
  private watcher: FSWatcher | undefined
  private timer: NodeJS.Timeout | undefined
  private file: string | null = null
  /** What the window knows of the file. */
  private known: string | null = null

  constructor(tell: (change: DiskChange) => void) {
    this.tell = tell
  }

  /** This is what stands there, as the window has just read or written it. @param file `null`: none */
  follow(file: string | null, text: string): void {
    this.known = text
    if (file === this.file) return
    this.close()
    this.file = file
    if (file === null) return
    try {
      // The folder, since many programs write a file beside it and put that in its place.
      this.watcher = watch(path.dirname(file), (_kind, name) => {
        if (name === null || name === path.basename(file)) this.timer ??= setTimeout(() => void this.look(), REST)
      })
      this.watcher.on('error', () => this.watcher?.close())
    } catch {
      // A folder that cannot be watched: the file is saved and opened all the same.
    }
  }

  /** This is about to stand there, by the window's own hand. */
  expect(file: string, text: string): void {
    if (file === this.file) this.known = text
  }

  close(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.watcher?.close()
    this.watcher = undefined
    this.file = null
  }

  private async look(): Promise<void> {
    this.timer = undefined
    const { file } = this
    if (file === null) return
    const text = await readScript(file, file).catch(() => null)
    if (file !== this.file || text === this.known) return
    this.known = text
    this.tell({ path: file, text })
  }
}
