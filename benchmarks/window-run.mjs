/** A script in a window of its own: what is measured of one begins and ends alike. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchWindow, openDisplay } from '../scripts/window.mjs'

/** Milliseconds that a window has for anything. */
export const PATIENCE = 30_000

/**
 * Starts a script of `cases/` with F5 in a window of 1280 x 800, which is closed after the act.
 * @param act takes Playwright's application and page. @returns what it answers. @throws Error when there is no display
 */
export async function inWindow(script, act) {
  const display = await openDisplay()
  const userData = mkdtempSync(path.join(tmpdir(), 'parallab-window-'))
  const words = [fileURLToPath(new URL(`cases/${script}`, import.meta.url))]
  const app = await launchWindow({ userData, words, display: display.name, timeout: PATIENCE })
  try {
    const page = await app.firstWindow({ timeout: PATIENCE })
    await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: PATIENCE })
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800))
    await page.keyboard.press('F5')
    return await act(app, page)
  } finally {
    await app.close()
    rmSync(userData, { recursive: true, force: true })
    display.close()
  }
}

/** A sample's value below which this share of them lies. */
export function percentile(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
