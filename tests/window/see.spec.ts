import { clipboard, expect, test } from './lab'
import { sendSyntheticRun } from './synthetic-run'

const SLEEPERS = `import { Event, Process } from 'multiprocessing'
async function rest(morning) { await morning.wait() }
if (import.meta.main) {
  const morning = new Event()
  const all = ['Anna', 'Bert', 'Bruno'].map((name) => new Process({ target: rest, args: [morning], name }))
  for (const one of all) await one.start()
  for (const one of all) await one.join()
  await new Promise((resolve) => setTimeout(resolve, 1e6))
}
`
const QUEUEING = `import { Lock, Process, sleep } from 'multiprocessing'
async function enter(door) { await door.acquire() }
if (import.meta.main) {
  const door = new Lock()
  await door.acquire()
  for (const name of ['Cleo', 'Anna', 'Bert']) {
    await new Process({ target: enter, args: [door], name }).start()
    await sleep(2)
  }
  console.log('all wait')
  await sleep(1e6)
}
`
const COPIES = `import { Lock, Pool } from 'multiprocessing'
function copy(data) {
  return data
}
if (import.meta.main) {
  const lock = new Lock()
  await lock.acquire()
  await using pool = new Pool(2)
  await pool.map(copy, Array.from({ length: 20 }, () => new Uint8Array(1_000_000)), 1)
}
`

test('the tree of processes by keyboard alone: found, closed and opened, copied, one of them ended', async ({
  lab,
}) => {
  const { page } = lab
  await lab.open(SLEEPERS)
  await page.keyboard.press('F5')
  await page.keyboard.press('Control+5')
  const tree = page.getByRole('treegrid', { name: 'Processes' })
  const rows = tree.locator('tbody tr')
  const bruno = rows.filter({ has: page.getByRole('rowheader', { name: 'Bruno' }) })
  await expect(rows).toHaveCount(4)
  await expect(bruno).toContainText('event morning')
  await page.keyboard.press('Control+5')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await expect(rows).toHaveCount(4)
  await page.keyboard.type('br')
  await expect(bruno).toBeFocused()
  await page.keyboard.press('Control+C')
  expect(await clipboard(lab)).toMatch(/^Name\tPID.*\nBruno\t\d+\twaiting\tevent morning/)
  await page.keyboard.press('Delete')
  await expect(bruno).toContainText('-15 terminated')
  const bert = rows.filter({ has: page.getByRole('rowheader', { name: 'Bert' }) })
  await page.keyboard.press('ArrowUp')
  await expect(bert).toBeFocused()
  await page.keyboard.press('Shift+Delete')
  await expect(bert).toContainText('-9 killed')
  await lab.screenshot('21-processes')
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  const question = page.getByRole('dialog', { name: 'End the run' })
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('of many processes the rows in sight are made, and the keys reach all of them', async ({ lab }) => {
  const { page } = lab
  const tree = page.getByRole('treegrid', { name: 'Processes' })
  const row = (name: string) =>
    tree.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await lab.app.evaluate(sendSyntheticRun, { lanes: 2, tasks: 20 })
  await page.keyboard.press('Control+5')
  await expect(tree).toHaveAttribute('aria-rowcount', '4')
  await page.keyboard.press('Control+5')
  await expect(row('MainProcess')).toBeFocused()
  // The keys stay in the tree when the next run begins.
  await lab.app.evaluate(sendSyntheticRun, { lanes: 64, tasks: 130 })
  await expect(tree).toHaveAttribute('aria-rowcount', '66')
  await expect(row('MainProcess')).toBeFocused()
  await expect(row('PoolWorker-9')).toContainText('MB3–0 finished')
  expect(await tree.getByRole('rowheader').count()).toBeLessThan(40)
  await page.keyboard.press('End')
  await expect(row('PoolWorker-64')).toBeFocused()
  await expect(row('PoolWorker-64')).toBeInViewport()
  await expect(row('PoolWorker-64')).toHaveAttribute('aria-rowindex', '66')
  await page.keyboard.type('poolworker-30')
  await expect(row('PoolWorker-30')).toBeFocused()
  await expect(row('PoolWorker-30')).toBeInViewport()
  // The row that the keys are at stays while it is scrolled out of sight, also by those who cannot see it.
  await tree.hover()
  await page.mouse.wheel(0, -5000)
  await expect(row('MainProcess')).toBeInViewport()
  await expect(row('PoolWorker-29')).toHaveCount(0)
  await expect(row('PoolWorker-30')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(row('PoolWorker-31')).toBeInViewport()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  expect((await clipboard(lab)).trim().split('\n')).toHaveLength(66)
})

test('processes are sorted by a figure and filtered by a word', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('F5')
  await page.keyboard.press('Control+5')
  const tree = page.getByRole('treegrid', { name: 'Processes' })
  const rows = tree.locator('tbody tr')
  await expect(rows.filter({ hasText: 'event morning' })).toHaveCount(3)
  const pid = tree.getByRole('columnheader', { name: 'PID' })
  await pid.getByRole('button').press('Enter')
  await expect(pid).toHaveAttribute('aria-sort', 'descending')
  const pids = (await rows.allInnerTexts()).map((text) => Number(/\d{2,}/.exec(text)?.[0]))
  expect(pids).toEqual(pids.toSorted((a, b) => b - a))
  expect(pids).toHaveLength(4)
  const filter = page.getByRole('searchbox', { name: 'Show only processes with' })
  for (const [words, found] of [
    ['morning', 3],
    ['anna', 2], // MainProcess waits for her.
    ['', 4],
  ] as const) {
    await filter.fill(words)
    await expect(rows).toHaveCount(found)
  }
  await tree.getByRole('columnheader').first().getByRole('button').press('Enter')
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('who waits for a thing is told in the order in which it will be theirs', async ({ lab }) => {
  const { page } = lab
  await lab.open(QUEUEING)
  await page.keyboard.press('F5')
  await expect(page.getByRole('log')).toContainText('all wait')
  await page.keyboard.press('Control+7')
  const grid = page.getByRole('grid', { name: 'Shared by the processes' })
  await grid.getByRole('rowheader', { name: 'door', exact: true }).click()
  const details = page.getByRole('region', { name: 'Details of lock door' })
  await expect(details).toContainText('Waiting, the next first: Cleo, Anna, Bert.')
  const lines = details.getByRole('table', { name: 'Lines that use it most' }).locator('tbody tr')
  await expect(lines).toHaveText([/^\S+:2 *Lock.acquire *≈\s3$/, /^\S+:5 *Lock.acquire *≈\s1$/])
  await lab.screenshot('25-waiters')
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('copy costs stand after their line until it is edited, and can be hidden', async ({ lab }) => {
  const { page } = lab
  await lab.open(COPIES)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  const costs = page.locator('.present .copy-cost')
  await expect(costs).toHaveText([/moves\s1\.0\sMB\s40\stimes,\s\d+\s%\sof\sthe\stime/])
  await lab.screenshot('23-copy-costs')
  await costs.hover()
  await expect(page.locator('.monaco-hover').filter({ hasText: /40\smessages/ })).toBeVisible()
  await page.keyboard.press('Escape')
  const choose = async (words: string) => {
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  await choose('copy costs')
  await expect(costs).toHaveCount(0)
  await choose('copy costs')
  await expect(costs).toHaveCount(1)
  // A line above is edited: it moves. Its own is: it goes.
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('//\n')
  await expect(costs).toHaveCount(1)
  await page.getByText('await pool.map(copy').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' //')
  await expect(costs).toHaveCount(0)
})

test('the laws stand at the end of a run, and what is not kept leads to its line', async ({ lab }) => {
  const { page } = lab
  const laws = page.getByRole('region', { name: 'Laws of the run' })
  await expect(laws.getByRole('listitem')).toContainText(['promises settled', 'no process left'])
  await expect(laws).toContainText('locks held')
  await laws.getByRole('button', { name: /script\.ts:6/ }).click()
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText(/6:\d/)
})

test('what a kept run shared is listed as it was', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Control+6')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Kept run' })).toBeVisible()
  await page.keyboard.press('Control+7')
  const grid = page.getByRole('grid', { name: 'Shared by the processes' })
  await expect(grid.getByRole('rowheader', { name: 'lock', exact: true })).toBeVisible()
  await grid.getByRole('rowheader', { name: 'pool', exact: true }).click()
  const details = page.getByRole('region', { name: 'Details of pool' })
  await expect(details).toContainText(/20\s+items\s+with/)
  await expect(details.getByRole('row', { name: /^Depth [1-9]/ })).toBeVisible()
})
