/** From `npm start` on a set-up machine to a window to type in: the set-up's look round, and Electron with the page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from '../scripts/setup/command.mjs'
import { root } from '../scripts/setup/paths.mjs'
import { launchWindow, openDisplay } from '../scripts/window.mjs'

const RUNS = 3
const PATIENCE = 30_000
const INPUT = '.monaco-editor textarea, .monaco-editor .native-edit-context'

/** @returns the samples by figure. @throws Error when there is no display, or no window */
export async function measureWindow() {
  const display = await openDisplay()
  try {
    const samples = []
    // The first one fills the operating system's file cache.
    for (let i = 0; i <= RUNS; i++) samples.push((await lookRound()) + (await open(display.name)))
    return { window: samples.slice(1) }
  } finally {
    display.close()
  }
}

/** Milliseconds of what `npm start` does before it starts Electron. */
async function lookRound() {
  const begin = performance.now()
  const script = "import('./scripts/setup/index.mjs').then(({ setUp }) => setUp())"
  await run(process.execPath, ['-e', script], { cwd: root })
  return performance.now() - begin
}

/** Milliseconds from starting Electron to the editor taking text and the lab being ready. */
async function open(display) {
  const userData = mkdtempSync(path.join(tmpdir(), 'parallab-window-'))
  const begin = performance.now()
  const app = await launchWindow({ userData, display, timeout: PATIENCE })
  try {
    const page = await app.firstWindow({ timeout: PATIENCE })
    await page.locator(INPUT).first().waitFor({ state: 'attached', timeout: PATIENCE })
    await page.getByRole('status').filter({ hasText: 'Ready' }).waitFor({ timeout: PATIENCE })
    return performance.now() - begin
  } finally {
    await app.close()
    rmSync(userData, { recursive: true, force: true })
  }
}
