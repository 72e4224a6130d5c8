import { expect, test, type LabWindow } from './lab'

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
const KILLED = `import { Pool } from 'multiprocessing'
function risky(n) {
  if (n === 3) {
    console.log('about to go')
    process.kill(process.pid, 'SIGKILL')
  }
  return n
}
if (import.meta.main) {
  const pool = new Pool({ processes: 2, retries: 0 })
  await pool.map(risky, [1, 2, 3, 4], 1).catch((error) => console.log(error.name))
  await pool.terminate()
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
const EVERY_KIND = `import { getContext, Manager, Pool, Process, sleep } from 'multiprocessing'
async function rest() {
  console.log('resting')
  await sleep(1e6)
}
if (import.meta.main) {
  const child = new Process({ target: rest, name: 'Waiter' })
  child.start()
  await child.join()
  console.log('child', child.exitcode)
  const late = new (getContext('spawn').Process)({ target: rest, name: 'Late' })
  late.start()
  console.log('starting')
  await late.join()
  console.log('late', late.exitcode)
  const manager = Manager()
  const list = await manager.list([1])
  console.log('served', await list.get(0))
  const served = () => list.get(0).then(() => served(), (error) => error)
  console.log('server', (await served()).name)
  const pool = new Pool({ processes: 1, retries: 0 })
  await pool.apply(rest).catch((error) => console.log('task', error.name))
  await pool.apply(rest)
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
  await lab.screenshot('25-waiters')
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('a worker that was killed has a card, which is copied as Markdown', async ({ lab }) => {
  const { page } = lab
  await lab.open(KILLED)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  await page.keyboard.press('Control+8')
  const card = page.getByRole('feed', { name: 'Incidents' }).getByRole('article').first()
  await expect(card).toBeFocused()
  await expect(card).toContainText('SIGKILL')
  await expect(card).toContainText('risky, item 3')
  await expect(card).toContainText('about to go')
  await lab.screenshot('22-incident')
  await page.keyboard.press('Control+C')
  const text = await clipboard(lab)
  expect(text).toMatch(/^### PoolWorker-\d: /)
  expect(text).toContain('- End: ended by SIGKILL (exit code -9)')
  expect(text).toContain('- Last task: risky, item 3')
})

test('every kind of process ends when the window says so, and its card says who did it', async ({ lab }) => {
  const { page } = lab
  await lab.open(EVERY_KIND)
  await page.keyboard.press('F5')
  await page.keyboard.press('Control+3')
  const said = page.getByRole('log')
  const end = async (line: string | RegExp, process: number, signal: 'terminate' | 'kill') => {
    await expect(said).toContainText(line)
    await page.evaluate((argument) => window.lab.command('signalProcess', argument), { process, signal })
  }
  await end('resting', 1, 'terminate')
  await end('starting', 2, 'kill')
  await end('served 1', 3, 'terminate')
  await end(/server \w+[^]*resting/, 4, 'kill')
  await end(/task WorkerLostError[^]*resting/, 0, 'terminate')
  await expect(lab.status()).toHaveText('Failedexit code -15')
  await expect(said).toContainText(/child -15[^]*late -9[^]*server \w+Error/)
  await page.keyboard.press('Control+8')
  const cards = page.getByRole('feed', { name: 'Incidents' }).getByRole('article')
  for (const [name, how] of [
    ['Waiter', 'You terminated it (SIGTERM).'],
    ['SyncManager', 'You terminated it (SIGTERM).'],
    ['PoolWorker', 'You killed it (SIGKILL).'],
    ['MainProcess', 'You terminated it (SIGTERM).'],
  ] as const)
    await expect(cards.filter({ hasText: name }).filter({ hasText: how })).toHaveCount(1)
  const laws = page.getByRole('region', { name: 'Laws of the run' })
  await expect(laws).toContainText('no process left')
  await expect(laws).not.toContainText('Still there')
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

function clipboard({ app }: LabWindow): Promise<string> {
  return app.evaluate(({ clipboard: system }) => system.readText())
}
