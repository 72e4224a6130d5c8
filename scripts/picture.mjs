/** `npm run picture`: README's picture, docs/window.png, of the real window after a run of the first example. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setUp } from './setup/index.mjs'
import { root } from './setup/paths.mjs'
import { launchWindow, openDisplay } from './window.mjs'

const SIZE = [1280, 800]
const POOL_SIZE = '2'
const RUN = 60_000

await setUp({ windowTests: true })
const display = await openDisplay()
const userData = mkdtempSync(path.join(tmpdir(), 'parallab-picture-'))
const app = await launchWindow({ userData, display: display.name })
try {
  const page = await app.firstWindow()
  await page.locator('.monaco-editor .view-line').first().waitFor()
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), SIZE)
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await page.getByRole('spinbutton', { name: 'Pool size' }).fill(POOL_SIZE)
  await page.keyboard.press('F5')
  await page.getByRole('status').filter({ hasText: 'Finished' }).waitFor({ timeout: RUN })
  // A pointer over the picture would leave its marks.
  await page.mouse.move(0, 0)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await page.screenshot({ path: path.join(root, 'docs', 'window.png') })
} finally {
  await app.close()
  rmSync(userData, { recursive: true, force: true })
  display.close()
}
