/** A run of 1,000,000 tasks in the window: what main and the page take for it, and how soon it is opened from the history. */
import { readFileSync } from 'node:fs'
import { inWindow, PATIENCE, percentile } from './window-run.mjs'

/** Of the run. */
const RUN_PATIENCE = 180_000
const OPENINGS = 5
/** Until what the run has left is collected and kept. */
const REST = 3_000

/** @returns the samples by figure. @throws Error when there is no display, or the script does not run */
export function measureMillion() {
  return inWindow('window-million.ts', async (app, page) => {
    await page.getByRole('status').filter({ hasText: 'Finished' }).waitFor({ timeout: RUN_PATIENCE })
    await page.waitForTimeout(REST)
    const of = await app.evaluate(({ BrowserWindow }) => ({
      main: process.pid,
      page: BrowserWindow.getAllWindows()[0].webContents.getOSProcessId(),
    }))
    const memory = {
      'window.million.page': [privateMegabytes(of.page)],
      'window.million.main': [privateMegabytes(of.main)],
    }
    const frames = await page.evaluate(pan, REST)
    const opened = []
    for (let i = 0; i < OPENINGS; i++) opened.push(await open(page))
    return {
      ...memory,
      'window.million.frame': [percentile(frames, 0.5)],
      'window.million.frame.p99': [percentile(frames, 0.99)],
      'window.million.opened': opened,
    }
  })
}

/** Zooms and pans the timeline by the wheel, once a frame. Runs in the page. @returns milliseconds between frames */
async function pan(length) {
  const timeline = document.querySelector('[role=application][aria-label^="Tasks and waits"]')
  const { left, top, width, height } = timeline.getBoundingClientRect()
  const [clientX, clientY] = [left + width / 2, top + height / 2]
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const began = await frame()
  const frames = []
  for (let i = 0, last = began; last - began < length; i++) {
    // A third of each second it zooms, and then it pans there and back.
    const [deltaX, deltaY] = i % 60 < 20 ? [0, i % 120 < 60 ? -40 : 40] : [i % 60 < 40 ? 30 : -30, 0]
    timeline.dispatchEvent(new WheelEvent('wheel', { deltaX, deltaY, clientX, clientY, bubbles: true, cancelable: true })) // prettier-ignore
    const now = await frame()
    frames.push(now - last)
    last = now
  }
  return frames
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
