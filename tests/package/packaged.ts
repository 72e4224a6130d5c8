/** The package as a user has it: its command in a fresh data folder, and its window. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { unpacked } from '../../scripts/package/index.mjs'
import { electronFlags } from '../../scripts/electron.mjs'
import { openDisplay } from '../../scripts/window.mjs'
import { leftovers, MARK } from '../lab/leftovers'

export const command = path.join(unpacked, 'parallab')
export const electron = path.join(unpacked, 'parallab.bin')
export const resources = path.join(unpacked, 'resources')

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A user with nothing kept yet. */
export class FreshUser {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'parallab-package-'))
  readonly data = path.join(this.folder, 'data')
  private readonly mark = randomUUID()

  /** Runs the command to its end. @param started may signal it. @throws Error when a process of it is left */
  async parallab(words: readonly string[], started?: (child: ChildProcess) => void): Promise<Outcome> {
    const child = this.start(command, words, { DISPLAY: undefined, WAYLAND_DISPLAY: undefined })
    const said = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream]?.setEncoding('utf8').on('data', (text: string) => (said[stream] += text))
    started?.(child)
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    const left = await leftovers(this.mark)
    if (left.length > 0) throw new Error(`processes were left:\n${left.join('\n')}`)
    return { code, ...said }
  }

  /**
   * Opens the window and gives its page to `use`. The inspector of main, by which Playwright starts other windows, is off
   * in the product; the page is reached by Chromium's own switch, which the launcher would not pass on.
   */
  async window(use: (page: Page) => Promise<void>): Promise<void> {
    const display = await openDisplay()
    const words = [...electronFlags({ headless: false }), '--remote-debugging-port=0', '--']
    const child = this.start(electron, words, { DISPLAY: display.name })
    const ended = new Promise((resolve) => child.once('close', resolve))
    try {
      const browser = await chromium.connectOverCDP(await debuggerOf(child))
      const [context] = browser.contexts()
      if (context === undefined) throw new Error('the application shows no page')
      await use(context.pages()[0] ?? (await context.waitForEvent('page')))
    } finally {
      child.kill()
      await ended
      display.close()
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private start(
    program: string,
    words: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
  ): ChildProcess {
    return spawn(program, words, {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PARALLAB_USER_DATA: this.data, [MARK]: this.mark, ...env },
    })
  }
}

/** The address that Chromium says on stderr. */
function debuggerOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('close', () => reject(new Error(`the application ended before there was a page:\n${text}`)))
  })
}
