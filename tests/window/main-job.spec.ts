import { expect, test } from './lab'

test('the first start shows the pool example, ready to run', async ({ lab }) => {
  const { page } = lab
  await lab.resize(1280, 800)
  await expect(page.getByRole('heading', { name: 'primes.ts' })).toBeVisible()
  await expect(lab.status()).toHaveText('Ready')
  await expect(page.getByRole('note')).toContainText('Press Run')
  await expect(page.getByRole('region', { name: 'Charts' })).toContainText('appear here')
  await lab.screenshot('1-first-start')
})

test('Run maps over real processes while charts, console and progress move, and the result stays', async ({ lab }) => {
  const { page } = lab
  await page.getByRole('spinbutton', { name: 'Pool size' }).fill('2')
  await page.keyboard.press('Tab')
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  const throughput = page.getByRole('group', { name: /^Pool map throughput/ })
  await expect(throughput).toContainText(/[1-9]\d* of 200/)
  await expect(page.getByRole('group', { name: /^CPU per core/ })).toContainText(/[1-9]\d?0?\s?%/)
  const processes = page.getByRole('group', { name: /^Processes/ })
  await expect(processes.getByRole('listitem')).toHaveCount(3)
  await expect(processes).toContainText(/\d+\s?MB/)
  await lab.screenshot('2-running')
  await expect(lab.status()).toHaveText('Finished', { timeout: 60_000 })
  await expect(page.getByRole('log')).toContainText('1270607 primes below 20000000 with 2 workers')
  await expect(page.getByRole('log')).toContainText('MainProcess')
  await expect(throughput).toContainText('200 of 200')
  await lab.screenshot('3-finished')
})

test('the table of processes tells how each of them ended, and the charts’ figures are there as a table', async ({
  lab,
}) => {
  const { page } = lab
  await page.getByRole('tab', { name: 'Processes' }).click()
  const rows = page.getByRole('tabpanel').getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.filter({ hasText: 'PoolWorker-1' })).toContainText('0 finished')
  await page.getByRole('button', { name: 'Table' }).click()
  const figures = page.getByRole('region', { name: 'Charts' }).getByRole('table', { name: 'Pool calls' })
  await expect(figures.getByRole('row', { name: /countPrimes/ })).toContainText('200')
  await page.getByRole('button', { name: 'Table' }).click()
})

test('the pool size of the toolbar reaches the script', async ({ lab }) => {
  const { page } = lab
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
  await page.getByRole('toolbar').getByRole('button', { name: 'Run' }).click()
  await expect(page.getByRole('log')).toContainText('workers 3 3')
  await expect(lab.status()).toHaveText('Finished')
  await page.getByRole('button', { name: 'One worker fewer' }).click()
})

for (const [what, text] of [
  ['computes without end', 'while (true) {}'],
  ['ignores SIGTERM', `process.on('SIGTERM', () => {}); console.log('armed'); while (true) {}`],
  [
    'has a pool that computes without end',
    `import { Pool } from 'multiprocessing'
     function spin(_n: number) { process.on('SIGTERM', () => {}); for (;;); }
     if (import.meta.main) await new Pool(2).map(spin, [1, 2])`,
  ],
] as const)
  test(`Stop ends a script that ${what} within 2 s`, async ({ lab }) => {
    const { page } = lab
    await lab.open(text)
    await page.keyboard.press('F5')
    await expect(lab.status()).toHaveText('Running')
    await page.getByRole('tab', { name: 'Processes' }).click()
    const pids = await page.getByRole('tabpanel').locator('tbody td:nth-child(2)').allInnerTexts()
    expect(pids.length).toBeGreaterThan(0)
    const from = Date.now()
    await page.keyboard.press('Shift+F5')
    await expect(lab.status()).toHaveText('Stopped', { timeout: 4_000 })
    expect(Date.now() - from).toBeLessThan(2_000)
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
