import type { Page } from '@playwright/test'
import { expect, test } from './lab'
import { sendSyntheticRun } from './synthetic-run'

const timeline = (page: Page) => page.getByRole('application', { name: /^Tasks and waits/ })
/** What the ruler says. */
const ticks = (page: Page) => page.locator('#charts header .tick').allInnerTexts()
const selection = (page: Page) => page.getByRole('region', { name: 'Selection' })

const SCRIPT = `import { Pool } from 'multiprocessing'

function triple(n: number): number {
  const end = performance.now() + 20
  while (performance.now() < end);
  if (n === 7) throw new RangeError('seven is too much')
  return n * 3
}

if (import.meta.main) {
  const pool = new Pool(2)
  const given = Array.from({ length: 20 }, (_, n) => n)
  await pool.map(triple, given, 1).catch((error) => console.log(error.message))
  pool.close()
  await pool.join()
}
`

const WAITING = `import { Event, Process } from 'multiprocessing'
async function rest(never) { await never.wait() }
if (import.meta.main) {
  const never = new Event()
  const waiter = new Process({ target: rest, args: [never], name: 'Waiter' })
  waiter.start()
  await waiter.join()
}
`

test('one bar is gone to by keyboard alone, its details are read, and its line is jumped to', async ({ lab }) => {
  const { page } = lab
  await lab.resize(1280, 800)
  await lab.open(SCRIPT)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished', { timeout: 30_000 })
  await page.keyboard.press('Control+2')
  const application = timeline(page)
  for (let i = 0; i < 12 && !(await application.evaluate((one) => one === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await expect(application).toBeFocused()
  const said = page.getByLabel('Selected')
  // The script's own process first, then a worker: its first task.
  await page.keyboard.press('ArrowDown')
  while (!/PoolWorker-1/.test((await said.textContent()) ?? '')) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await expect(said).toHaveText(/^PoolWorker-1: triple, \d+/)
  await expect(selection(page).getByRole('heading')).toHaveText('triple')
  await expect(selection(page)).toContainText('PoolWorker-1')
  const first = await said.textContent()
  await page.keyboard.press('ArrowRight')
  await expect(said).not.toHaveText(first ?? '')
  // Closer, until the ruler tells milliseconds beside each other.
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'All', exact: true })).toBeEnabled()
  await lab.screenshot('timeline-1-one-bar')
  const editor = page.getByRole('region', { name: 'Editor' })
  await page.keyboard.press('Enter')
  await expect(editor).toContainText(/3:\d+/)
  await expect(editor.getByRole('textbox', { name: /^Script/ })).toBeFocused()
  await page.keyboard.press('Control+L')
  await expect(application).toBeFocused()
  await page.keyboard.press('Shift+Enter')
  await expect(editor).toContainText(/13:\d+/)
})

test('from a line of the script one goes to what comes from it, also to a wait that goes on', async ({ lab }) => {
  const { page } = lab
  const which = selection(page).locator('.of-line')
  await page.keyboard.press('Control+L')
  await expect(timeline(page)).toBeFocused()
  await expect(which).toHaveText(/^line 13: 1 of 2\d$/)
  await page.keyboard.press('n')
  await expect(which).toHaveText(/^line 13: 2 of 2\d$/)
  await selection(page).getByRole('button', { name: 'Previous' }).click()
  await expect(which).toHaveText(/^line 13: 1 of 2\d$/)
  await lab.open(WAITING)
  await page.keyboard.press('F5')
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await expect(async () => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+L')
    await expect(selection(page).getByRole('heading')).toHaveText('waits in Event.wait', { timeout: 1000 })
  }).toPass()
  await expect(selection(page)).toContainText('so far')
  await expect(selection(page)).toContainText('it goes on')
  await expect(page.getByLabel('Selected')).toHaveText(/^Waiter: waits in Event.wait, event never.* so far, line 2/)
  // A part of it goes on with the run, until it is told to stay.
  await page.keyboard.press('Control+2')
  await timeline(page).focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('+')
  const follow = page.getByRole('button', { name: 'Follow', exact: true })
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
  const then = await ticks(page)
  await expect.poll(() => ticks(page)).not.toEqual(then)
  await follow.click()
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  const stays = await ticks(page)
  // The run's own clock goes on.
  const elapsed = async () =>
    Number.parseFloat((await page.getByRole('banner').innerText()).match(/([\d.]+)\s*s\b/)?.[1] ?? '')
  const before = await elapsed()
  await expect.poll(elapsed).toBeGreaterThan(before + 1)
  expect(await ticks(page)).toEqual(stays)
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('the wheel, a box and the buttons bring another part of the time into sight', async ({ lab }) => {
  const { page } = lab
  await lab.app.evaluate(sendSyntheticRun, { lanes: 6, tasks: 1500 })
  await expect(page.getByRole('list', { name: 'Processes' }).getByRole('listitem')).toHaveCount(7)
  const all = page.getByRole('button', { name: 'All', exact: true })
  await expect(all).toBeDisabled()
  const box = await timeline(page).boundingBox()
  if (box === null) throw new Error('there is no timeline')
  const whole = await ticks(page)
  // Of the whole run nothing can be moved: a drag takes a box.
  await page.mouse.move(box.x + box.width / 4, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + 30, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => ticks(page)).not.toEqual(whole)
  await all.click()
  await expect.poll(() => ticks(page)).toEqual(whole)
  await page.mouse.move(box.x + box.width / 2, box.y + 30)
  await page.mouse.wheel(0, -600)
  await expect.poll(() => ticks(page)).not.toEqual(whole)
  await lab.screenshot('timeline-2-hover')
  await expect(page.getByRole('tooltip')).toContainText(/ms|µs/)
  await expect(page.getByRole('group', { name: 'Legend' })).toContainText('copying in and out')
  const near = await ticks(page)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 80, box.y + 30, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => ticks(page)).not.toEqual(near)
  await page.keyboard.down('Shift')
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 120, box.y + 30, { steps: 4 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await lab.screenshot('timeline-3-near')
  await all.click()
  await expect.poll(() => ticks(page)).toEqual(whole)
})

test('waits and failures are told, in the selection and in the table', async ({ lab }) => {
  const { page } = lab
  const box = await timeline(page).boundingBox()
  if (box === null) throw new Error('there is no timeline')
  await page.getByRole('button', { name: 'Table' }).click()
  const table = page.getByRole('table', { name: 'Processes' })
  await expect(table.getByRole('columnheader', { name: 'Waiting: locks' })).toBeVisible()
  await expect(table.getByRole('row', { name: /PoolWorker-1/ })).toContainText(/\d+(\.\d+)?\s(ms|s)/)
  await page.getByRole('button', { name: 'Table' }).click()
  for (const what of ['countPrimes', 'no task', 'lock', 'queue, pipe', 'failed', 'tried again', 'idle tail'])
    await expect(page.getByRole('group', { name: 'Legend' })).toContainText(what)
  await expect(page.locator('#charts')).toContainText('40 task records came too fast')
})

test('a million tasks are panned and zoomed without long frames', async ({ lab }) => {
  test.setTimeout(240_000)
  const { page } = lab
  await lab.app.evaluate(sendSyntheticRun, { lanes: 64, tasks: 1_000_000 })
  await expect(page.getByRole('list', { name: 'Processes' }).getByRole('listitem').first()).toContainText('MainProcess')
  await expect(lab.status()).toHaveText('Finished')
  await expect(page.locator('#charts')).toContainText('mean of the run', { timeout: 120_000 })
  const box = await timeline(page).boundingBox()
  if (box === null) throw new Error('there is no timeline')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await lab.screenshot('timeline-4-million')
  const frames = await page.evaluate(measureFrames, [box.x + box.width / 2, box.y + box.height / 2] as const)
  await lab.screenshot('timeline-5-million-near')
  const memory = await lab.app.evaluate(({ app, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
    return (app.getAppMetrics().find((one) => one.pid === pid)?.memory.workingSetSize ?? 0) / 1024
  })
  const figures = { ...frames, megabytes: Math.round(memory) }
  test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) })
  console.log(`  a million tasks: ${JSON.stringify(figures)}`)
  expect(frames.frames).toBeGreaterThan(30)
  expect(frames.median).toBeLessThan(100)
})

/** Pans and zooms by the wheel for three seconds, once a frame. Runs in the page. */
async function measureFrames([x, y]: readonly [number, number]) {
  const target = document.elementFromPoint(x, y)
  const times: number[] = []
  const work: number[] = []
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const wheel = (deltaX: number, deltaY: number) =>
    target?.dispatchEvent(
      new WheelEvent('wheel', { deltaX, deltaY, clientX: x, clientY: y, bubbles: true, cancelable: true }),
    )
  const began = await frame()
  let last = began
  for (let i = 0; last - began < 3000; i++) {
    const from = performance.now()
    if (i % 60 < 20) wheel(0, i % 120 < 60 ? -40 : 40)
    else wheel(i % 60 < 40 ? 30 : -30, 0)
    await Promise.resolve()
    work.push(performance.now() - from)
    const now = await frame()
    times.push(now - last)
    last = now
  }
  const sorted = (list: number[]) => list.toSorted((a, b) => a - b)
  const part = (list: number[], share: number) =>
    Math.round((sorted(list)[Math.floor(list.length * share)] ?? 0) * 10) / 10
  return {
    frames: times.length,
    median: part(times, 0.5),
    p95: part(times, 0.95),
    longest: part(times, 0.9999),
    medianWork: part(work, 0.5),
    p95Work: part(work, 0.95),
  }
}
