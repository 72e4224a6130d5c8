/** The real window, started once per file of tests, with its own settings. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { hasVirtualDisplays, launchWindow, openDisplay, openVirtualDisplay } from '../../scripts/window.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface LabWindow {
  readonly app: ElectronApplication
  readonly page: Page
  /** The folder of the settings; `restart` keeps it. */
  readonly userData: string
  /** Complaints of the page: errors, and what the policy refused. */
  readonly complaints: string[]
  /** Writes a script to a folder of its own and shows it, as a second start with a file would. */
  open(text: string, name?: string): Promise<string>
  status(): Locator
  screenshot(name: string): Promise<void>
  resize(width: number, height: number): Promise<void>
}

let display: ReturnType<typeof openDisplay> | undefined

/** Of this worker of the tests. */
function ownDisplay(): ReturnType<typeof openDisplay> {
  return (display ??= hasVirtualDisplays() ? openVirtualDisplay() : openDisplay())
}

export async function launch(userData: string, args: readonly string[] = []): Promise<LabWindow> {
  const { name } = await ownDisplay()
  const app = await launchWindow({ userData, words: args, display: name })
  const evaluate = app.evaluate.bind(app) as (...given: unknown[]) => Promise<unknown>
  app.evaluate = ((...given: unknown[]) => again(() => evaluate(...given))) as typeof app.evaluate
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.locator('.monaco-editor .view-line').first().waitFor()
  return {
    app,
    page,
    userData,
    complaints,
    async open(text, name = 'script.ts') {
      const file = path.join(mkdtempSync(path.join(userData, 'script-')), name)
      writeFileSync(file, text)
      await app.evaluate(({ app: electron }, wanted) => {
        electron.emit('second-instance', {}, [], '', { file: wanted })
      }, file)
      await expect(page.getByRole('region', { name: 'Editor' })).toContainText(file)
      return file
    },
    status: () => page.locator('.status [role=status]'),
    async screenshot(name) {
      await page.screenshot({ path: path.join(root, 'test-results', 'screens', `${name}.png`) })
    },
    async resize(width, height) {
      await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
        width,
        height,
      ] as [number, number])
      await page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height])
    },
  }
}

/** The inspector may lose an answer, though not the act, while main collects garbage: what is asked must bear to be done twice. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error as Error).message.includes('promise was garbage collected')) throw error
    return ask()
  }
}

/** As somebody without a mouse gets there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'parallab-window-'))
}

class Windows {
  private file = ''
  private lab: LabWindow | undefined

  async of(file: string): Promise<LabWindow> {
    if (this.lab !== undefined && this.file === file) return this.lab
    await this.close()
    this.file = file
    return (this.lab = await launch(temporaryFolder()))
  }

  async close(): Promise<void> {
    const { lab } = this
    this.lab = undefined
    if (lab === undefined) return
    const closed = lab.app.waitForEvent('close')
    // Whatever is not saved is given up: nobody is there to be asked.
    const commands = lab.app.windows().map((page) =>
      // The page may be gone before its answer.
      page.evaluate(() => void window.lab.command('closeWindow', null)).catch(() => undefined),
    )
    await Promise.all([closed, ...commands])
    rmSync(lab.userData, { recursive: true, force: true })
    expect(lab.complaints).toEqual([])
  }
}

/** One window for all tests of a file; each begins with whatever the one before left in it. */
export const test = base.extend<{ lab: LabWindow }, { windows: Windows }>({
  windows: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern here
    async ({}, use) => {
      const windows = new Windows()
      await use(windows)
      await windows.close()
    },
    { scope: 'worker' },
  ],
  lab: async ({ windows }, use, { file }) => use(await windows.of(file)),
})

export { expect }

/** What the system's clipboard holds as text. */
export function clipboard({ app }: LabWindow): Promise<string> {
  return app.evaluate(({ clipboard: system }) => system.readText())
}
