import os from 'node:os'
import type { Page } from '@playwright/test'
import { STOPPED_WITHIN } from '../lab/leftovers'
import { ENDLESS } from './endless'
import { expect, test } from './lab'

const PRIMES = /Count primes with a pool.*Watch the throughput/

test('the first start shows the pool example, ready to run', async ({ lab }) => {
  const { page } = lab
  await lab.resize(1280, 800)
  await expect(page.getByRole('heading', { name: 'primes.ts' })).toBeVisible()
  await expect(lab.status()).toHaveText('Ready')
  await expect(page.getByRole('region', { name: 'Welcome' })).toContainText('real processes')
  await page.getByRole('tab', { name: 'Last run' }).click()
  await expect(page.getByRole('region', { name: 'Charts' })).toContainText('appear here')
  await lab.screenshot('1-first-start')
})

test('an example is chosen from the menu, which says what each shows', async ({ lab }) => {
  const { page } = lab
  await choose(page, /Guard a counter with a lock.*Watch the lanes/)
  await expect(page.getByRole('heading', { name: 'lock.ts' })).toBeVisible()
  await choose(page, PRIMES)
  await expect(page.getByRole('heading', { name: 'primes.ts' })).toBeVisible()
  await expect(page.locator('.view-lines')).toContainText('countPrimes')
})

test('while a script runs over real processes, charts, timeline and progress move', async ({ lab }) => {
  const { page } = lab
  await page.getByRole('spinbutton', { name: 'Pool size' }).fill('2')
  await page.keyboard.press('Tab')
  await lab.open(ENDLESS)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  const throughput = page.getByRole('group', { name: /^Pool map throughput/ })
  await expect(throughput).toContainText(/[1-9]\d* of 1\s000\s000/)
  const done = throughput.getByRole('progressbar', { name: 'Tasks done of spin' })
  const doneThen = Number(await done.getAttribute('value'))
  const cpu = page.getByRole('group', { name: /^CPU per core/ })
  await expect(cpu).toContainText(/[1-9]\d?0?\s?%/)
  await expect(cpu.getByRole('list', { name: 'Share of each core' }).getByRole('listitem')).toHaveText([
    /^\s*mean\s?\d+$/,
    ...os.cpus().map((_core, i) => new RegExp(`^\\s*Core ${i}\\s?\\d+$`)),
  ])
  await expect(lanes(page)).toHaveText([
    /MainProcess.*\d+\s?%.*\d+\s?MB/,
    /PoolWorker-[12].*[1-9]\d*\s?%.*\d+\s?MB/,
    /PoolWorker-[12].*[1-9]\d*\s?%.*\d+\s?MB/,
  ])
  await expect(throughput.getByRole('status')).toHaveText(/^[1-9][\d.\s]*$/)
  await expect.poll(async () => Number(await done.getAttribute('value'))).toBeGreaterThan(doneThen)
  await lab.screenshot('2-running')
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('Run counts the primes of the example, and the result stays', async ({ lab }) => {
  const { page } = lab
  await choose(page, PRIMES)
  await expect(page.getByRole('heading', { name: 'primes.ts' })).toBeVisible()
  await page.keyboard.press('F5')
  const log = page.getByRole('log')
  await expect(log).toContainText('1270607 primes below 20000000 with 2 workers', { timeout: 60_000 })
  await expect(log).toContainText('MainProcess')
  await expect(lab.status()).toHaveText('Finished')
  const throughput = page.getByRole('group', { name: /^Pool map throughput/ })
  await expect(throughput).toContainText('200 of 200')
  await expect(lanes(page).filter({ hasText: 'PoolWorker' })).toHaveText([/\d+ tasks/, /\d+ tasks/])
  const cpu = page.getByRole('group', { name: /^CPU per core/ })
  for (const chart of [cpu, page.getByRole('group', { name: /^Timeline/ }), throughput])
    expect(await chart.locator('canvas').evaluate(drawnShare)).toBeGreaterThan(0.1)
  await lab.screenshot('3-finished')
  await page.getByRole('radiogroup', { name: 'Processors or memory' }).getByText('Memory').click()
  // What lies under the pointer is of that moment of the run.
  await page.mouse.move(0, 0)
  const memory = page.getByRole('group', { name: /^Memory, MB/ })
  await expect(memory.getByRole('list', { name: 'Memory of each process' }).getByRole('listitem')).toHaveText([
    /^\s*all\s?\d+$/,
    /^\s*MainProcess\s?\d+$/,
    /^\s*PoolWorker-[12]\s?\d+$/,
    /^\s*PoolWorker-[12]\s?\d+$/,
  ])
  await expect(memory.getByRole('status')).toHaveText(/^[1-9][\d.]*\s[MG]B$/)
  expect(await memory.locator('canvas').evaluate(drawnShare)).toBeGreaterThan(0.1)
  await lab.screenshot('3-memory')
  // The arrow keys choose, and leave the crosshair where it is.
  await page.getByRole('radio', { name: 'Memory' }).press('ArrowLeft')
  await expect(cpu).toBeVisible()
})

test('the table of processes tells how each of them ended, and the charts’ figures are there as a table', async ({
  lab,
}) => {
  const { page } = lab
  await page.getByRole('tab', { name: 'Processes' }).click()
  const rows = page.locator('#drawer-panel').getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.filter({ hasText: 'PoolWorker-1' })).toContainText('0 finished')
  await page.getByRole('button', { name: 'Table' }).click()
  const figures = page.getByRole('region', { name: 'Charts' }).getByRole('table', { name: 'Pool calls' })
  await expect(figures.getByRole('row', { name: /countPrimes/ })).toContainText('200')
  await expect(page.getByRole('table', { name: 'Memory' }).getByRole('row')).toHaveText([
    /Most at once/,
    /^All processes\s?\d+/,
    /^MainProcess\s?\d+/,
    /^PoolWorker-[12]\s?\d+/,
    /^PoolWorker-[12]\s?\d+/,
  ])
  await page.getByRole('button', { name: 'Table' }).click()
})

test('the pool size of the toolbar reaches the script, and is a whole number from 1 to 64', async ({ lab }) => {
  const { page } = lab
  const size = page.getByRole('spinbutton', { name: 'Pool size' })
  for (const wrong of ['0', '65', '-1', '2.5', '']) {
    await size.fill(wrong)
    await size.press('Enter')
    await expect(size).toHaveValue('2')
  }
  await page.getByRole('button', { name: 'One worker more' }).click()
  await lab.open(`
    import { Pool, processCpuCount } from 'multiprocessing'
    function name(_n: number) { return process.pid }
    if (import.meta.main) {
      const pool = new Pool()
      console.log('workers', processCpuCount(), (await pool.map(name, [1, 2, 3], 1)).length)
      pool.close()
      await pool.join()
    }
  `)
  await page.getByRole('tab', { name: 'Console' }).click()
  // The last run stays until the next one starts, whatever the editor shows.
  await expect(page.getByRole('group', { name: /^Pool map throughput/ })).toContainText('countPrimes  200 of 200')
  await expect(page.getByRole('log')).toContainText('1270607 primes')
  await page.getByRole('toolbar').getByRole('button', { name: 'Run' }).click()
  await expect(page.getByRole('log')).toContainText('workers 3 3')
  await expect(lab.status()).toHaveText('Finished')
  await page.getByRole('button', { name: 'One worker fewer' }).click()
})

async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Choose a script/ }).click()
  await page.getByRole('menu').getByRole('group', { name: 'Examples' }).getByRole('menuitemradio', { name }).click()
}

const lanes = (page: Page) => page.getByRole('group', { name: /^Timeline/ }).getByRole('listitem')
const byKey = (page: Page) => page.keyboard.press('Shift+F5')
const byButton = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: 'Stop' }).click()
const fromConsole = async (page: Page) => {
  await page.keyboard.press('Control+3')
  await page.keyboard.press('Escape')
}

for (const [what, stop, text] of [
  ['computes without end', byKey, 'while (true) {}'],
  ['ignores SIGTERM', byButton, `process.on('SIGTERM', () => {}); console.log('armed'); while (true) {}`],
  [
    'has a pool that computes without end',
    fromConsole,
    `import { Pool } from 'multiprocessing'
     function spin(_n: number) { process.on('SIGTERM', () => {}); for (;;); }
     if (import.meta.main) await new Pool(2).map(spin, [1, 2])`,
  ],
] as const)
  test(`Stop ends a script that ${what}`, async ({ lab }) => {
    const { page } = lab
    await lab.open(text)
    await page.keyboard.press('F5')
    await expect(lab.status()).toHaveText('Running')
    await page.getByRole('tab', { name: 'Processes' }).click()
    const pids = await page.locator('#drawer-panel').locator('tbody td:nth-child(2)').allInnerTexts()
    expect(pids.length).toBeGreaterThan(0)
    const from = Date.now()
    await stop(page)
    await expect(lab.status()).toHaveText('Stopped')
    expect(Date.now() - from).toBeLessThan(STOPPED_WITHIN)
    const alive = await lab.app.evaluate(
      (_electron, all) =>
        all.filter((pid) => {
          try {
            return process.kill(Number(pid), 0)
          } catch {
            return false
          }
        }),
      pids,
    )
    expect(alive).toEqual([])
  })

/** Share of a canvas's pixels that something was drawn on. Runs in the page. */
function drawnShare(element: SVGElement | HTMLElement): number {
  const canvas = element as HTMLCanvasElement
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  let drawn = 0
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i] !== 0) drawn++
  return drawn / (pixels.length / 4)
}
