/**
 * Python's memory once it has imported what every script needs, in a file: with it Python is up in a fifth of the time.
 * Made once, by the Electron that reads it; outdated when the bundle is another that makes it.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { app, utilityProcess } from 'electron'
import { texts } from '../../texts/main'
import { pythonBundle } from './bundle'

/** Milliseconds after which nothing will come of it. */
const LIMIT = 120_000
const words = texts.python

/** Tells the user that it is being made (`going`), and at last what came of it. */
export type Say = (sentence: string, progress: 'going' | 'made' | 'failed') => void

export class Snapshot {
  readonly file: string
  private readonly say: Say
  private making: Promise<void> | undefined

  constructor(say: Say) {
    this.say = say
    const key = createHash('sha256')
      .update(readFileSync(pythonBundle('snapshot')))
      .update(process.versions.v8)
    const name = `python-${key.digest('hex').slice(0, 16)}.snapshot`
    // In a package the bundle lies in an archive.
    this.file = path.join(app.isPackaged ? app.getPath('userData') : path.dirname(pythonBundle('snapshot')), name)
  }

  get isMade(): boolean {
    return existsSync(this.file)
  }

  /** Resolves when it is made, or cannot be: Python starts without it, too. */
  made(): Promise<void> {
    return this.isMade ? Promise.resolve() : this.renewed()
  }

  /** As `made`; one that is there is read, and made anew if it is not as it was written. */
  renewed(): Promise<void> {
    this.making ??= this.make()
    return this.making
  }

  private async make(): Promise<void> {
    this.say(words.preparing, 'going')
    const start = performance.now()
    await new Promise<void>((resolve) => {
      const child = utilityProcess.fork(pythonBundle('snapshot'), [this.file], {
        serviceName: 'parallab-python-snapshot',
        stdio: 'ignore',
      })
      const limit = setTimeout(() => child.kill(), LIMIT)
      child.once('exit', () => {
        clearTimeout(limit)
        resolve()
      })
    })
    if (!this.isMade) return this.say(words.notPrepared, 'failed')
    this.making = undefined
    this.forgetOlder()
    this.say(words.prepared(((performance.now() - start) / 1000).toFixed(1)), 'made')
  }

  private forgetOlder(): void {
    const folder = path.dirname(this.file)
    for (const name of readdirSync(folder))
      if (/^python-.*\.snapshot/.test(name) && !name.startsWith(path.basename(this.file)))
        rmSync(path.join(folder, name), { force: true })
  }
}
