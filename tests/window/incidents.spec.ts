/** Processes that came to grief: their cards, and how they end when the window says so. */
import { clipboard, expect, test } from './lab'
import { sendSyntheticRun } from './synthetic-run'

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

test('processes that came to grief beyond the first hundred are counted below their cards', async ({ lab }) => {
  const { page } = lab
  await lab.app.evaluate(sendSyntheticRun, { lanes: 2, tasks: 20 })
  await lab.app.evaluate(({ BrowserWindow }) => {
    const send = (event: object) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('lab:run-event', { runId: 'synthetic-2-20', at: 1, ...event })
    const end = { exitcode: 3, reason: 'exit' }
    const unknown = { signal: null, task: null, figures: [], lines: [], site: null }
    for (let process = 1; process <= 100; process++) {
      const who = { process, pid: 1000 + process, name: `Process-${process}` }
      send({ type: 'incident', ...who, ...unknown, end, says: 'It left with code 3.', done: 'nothing' })
    }
    send({ type: 'incidents-omitted', count: 12 })
  })
  await page.keyboard.press('Control+8')
  const feed = page.getByRole('feed', { name: 'Incidents' })
  await expect(feed.getByRole('article')).toHaveCount(100)
  await expect(feed).toContainText('12 more processes ended like that and have no card.')
  await feed.getByText('12 more').scrollIntoViewIfNeeded()
  await lab.screenshot('22-incidents-omitted')
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
