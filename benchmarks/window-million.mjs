/** A run of 1,000,000 tasks in the window: what main and the page take for it, and how soon it is opened from the history. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchWindow, openDisplay } from '../scripts/window.mjs'

const script = fileURLToPath(new URL('cases/window-million.ts', import.meta.url))
const PATIENCE = 30_000
/** Of the run. */
const RUN_PATIENCE = 180_000
const OPENINGS = 5
/** Until what the run has left is collected and kept. */
const REST = 3_000

/** @returns the samples by figure. @throws Error when there is no display, or the script does not run */
export async function measureMillion() {
  const display = await openDisplay()
  const userData = mkdtempSync(path.join(tmpdir(), 'parallab-million-'))
  const app = await launchWindow({ userData, words: [script], display: display.name, timeout: PATIENCE })
  try {
    const page = await app.firstWindow({ timeout: PATIENCE })
    await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: PATIENCE })
    await page.keyboard.press('F5')
    await page.getByRole('status').filter({ hasText: 'Finished' }).waitFor({ timeout: RUN_PATIENCE })
    await page.waitForTimeout(REST)
    const of = await app.evaluate(({ BrowserWindow }) => ({
      main: process.pid,
      page: BrowserWindow.getAllWindows()[0].webContents.getOSProcessId(),
    }))
    const figures = {
      'window.million.page': [privateMegabytes(of.page)],
      'window.million.main': [privateMegabytes(of.main)],
    }
    const opened = []
    for (let i = 0; i < OPENINGS; i++) opened.push(await open(page))
    return { ...figures, 'window.million.opened': opened }
  } finally {
    await app.close()
    rmSync(userData, { recursive: true, force: true })
    display.close()
  }
}

/** Milliseconds from Enter on the run in the list to its bars being drawn; it is closed again. */
async function open(page) {
  await page.keyboard.press('Control+6')
  await page.waitForTimeout(REST / 3)
  await page.evaluate(() => {
    addEventListener('keydown', () => (window.pressed = performance.now()), { capture: true, once: true })
  })
  await page.keyboard.press('Enter')
  const milliseconds = await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(function look() {
          const tabs = [...document.querySelectorAll('[role=tab]')]
          if (!tabs.some(({ textContent }) => textContent.includes('Kept run'))) return requestAnimationFrame(look)
          // The frame that draws it, and that it has been shown.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - window.pressed)))
        })
      }),
  )
  await page.getByRole('tab', { name: 'Kept run' }).waitFor({ timeout: PATIENCE })
  await page.locator('.kept button').last().click()
  await page.getByRole('tab', { name: 'Kept run' }).waitFor({ state: 'detached', timeout: PATIENCE })
  return milliseconds
}

/** What a process has for itself alone: the binary that all of Electron's share is not in it (Linux). */
function privateMegabytes(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kilobytes = [...rollup.matchAll(/^Private_\w+: +(\d+) kB$/gm)].map(([, number]) => Number(number))
  return kilobytes.reduce((sum, number) => sum + number, 0) / 1024
}
