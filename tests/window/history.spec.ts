import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, test, type Page } from '@playwright/test'
import type { LabWindow } from './lab'
import { launch, temporaryFolder } from './lab'

const ALL = { search: '', limit: null, offset: 0 }

const list = (lab: LabWindow, search = '') =>
  lab.page.evaluate(
    async (query) => {
      const answer = await window.lab.command('listHistory', query)
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value
    },
    { ...ALL, search },
  )

test('a run of the window is kept, is there after a restart as it was, and can be named and removed', async () => {
  const userData = temporaryFolder()
  const first = await launch(userData)
  await first.open(`console.log('kept')\n`)
  await first.page.evaluate(() => {
    const changes = { count: 0 }
    Object.assign(window, { changes })
    window.lab.on('history-changed', () => changes.count++)
  })
  await first.page.keyboard.press('F5')
  await expect(first.status()).toHaveText('Finished')
  await expect.poll(async () => (await list(first)).entries[0]?.state).toBe('finished')
  expect(
    await first.page.evaluate(() => (window as unknown as { changes: { count: number } }).changes.count),
  ).toBeGreaterThan(0)
  const [entry] = (await list(first)).entries
  const id = entry?.id ?? ''
  await first.page.evaluate((one) => window.lab.command('renameEntry', { id: one, name: 'Base line' }), id)
  await first.app.close()

  const second = await launch(userData)
  expect((await list(second, 'base line')).entries).toEqual([{ ...entry, name: 'Base line' }])
  const whole = await second.page.evaluate((one) => window.lab.command('readEntry', { id: one }), id)
  expect(whole).toMatchObject({
    ok: true,
    value: {
      kind: 'run',
      script: { text: `console.log('kept')\n` },
      console: { lines: [{ name: 'MainProcess', text: 'kept' }], missingLines: 0, wasDirect: false },
      telemetry: { batches: expect.arrayContaining([expect.objectContaining({ runId: id })]) },
    },
  })
  await second.page.evaluate((one) => window.lab.command('removeEntries', { ids: [one] }), id)
  expect((await list(second)).total).toBe(0)
  await second.page.evaluate((one) => window.lab.command('restoreEntries', { ids: [one] }), id)
  expect((await list(second)).total).toBe(1)
  await second.app.close()

  writeFileSync(path.join(userData, 'history.sqlite'), 'no database\n'.repeat(1000))
  const third = await launch(userData)
  await expect(third.page.getByRole('alert').filter({ hasText: 'The history was damaged' })).toBeVisible()
  expect(readdirSync(userData).filter((name) => /^history.*damaged/.test(name)).length).toBe(1)
  expect((await list(third)).total).toBe(0)
  await third.app.close()
  rmSync(userData, { recursive: true, force: true })
})

const script = (workers: string) => `import { Pool } from 'multiprocessing'

function busy(item: number): number {
  let sum = 0
  for (let i = 0; i < 3_000_000; i++) sum += i % (item + 2)
  return sum
}

if (import.meta.main) {
  await using pool = new Pool(${workers})
  const sums = await pool.map(busy, Array.from({ length: 12 }, (_, i) => i), 1)
  console.log('items', sums.length)
  console.error('no more')
}
`

const entries = (page: Page) => page.getByRole('listbox', { name: 'Kept runs and comparisons' }).getByRole('option')
const keptLine = (page: Page) => page.getByRole('note', { name: 'Kept entry' })

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

/** What charts, console and processes say of the run in sight. */
async function shown(page: Page) {
  await page.keyboard.press('Control+5')
  const processes = await page.getByRole('tabpanel', { name: 'Processes' }).locator('tbody tr').allInnerTexts()
  await page.keyboard.press('Control+3')
  const lines = page.getByRole('log', { name: 'Console' }).locator('.line')
  await expect(lines.first()).toBeVisible()
  const console = await lines.locator('.text').allInnerTexts()
  const figures = await page.locator('#charts output').allInnerTexts()
  return { processes, console, figures }
}

function withoutMemory(row: string): string {
  return row.replace(/[\d.]+\s*[MG]B/, '')
}

test('by keyboard: runs are found, named, deleted, brought back, opened as they were after a restart, and compared', async () => {
  const userData = temporaryFolder()
  const first = await launch(userData)
  const { page } = first
  await page.keyboard.press('Control+6')
  await expect(page.getByText('Every run and every comparison is kept here')).toBeVisible()
  for (const workers of ['2', '1']) {
    await first.open(script(workers), `pool-${workers}.ts`)
    await page.keyboard.press('F5')
    await expect(first.status()).toHaveText('Finished')
    await page.keyboard.press('Control+6')
    await expect(entries(page)).toHaveCount(workers === '2' ? 1 : 2)
    await expect(entries(page).first()).toContainText(`pool-${workers}.ts`)
    await expect(entries(page).first()).toContainText('tasks/s')
  }
  const live = await shown(page)
  await page.keyboard.press('Control+6')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(keptLine(page)).toContainText('pool-1.ts')
  const kept = await shown(page)
  // The last memory that the page had heard of may be older than the last that was measured.
  const counted = ({ processes, console }: typeof live) => ({ processes: processes.map(withoutMemory), console })
  expect(counted(kept)).toEqual(counted(live))

  await page.keyboard.press('Control+6')
  await page.keyboard.press('F2')
  await page.keyboard.type('Base line')
  await page.keyboard.press('Enter')
  await expect(entries(page).first()).toContainText('Base line')
  await page.keyboard.press('Delete')
  await expect(entries(page)).toHaveCount(1)
  await expect(page.getByText('Deleted Base line.')).toBeVisible()
  await page.keyboard.press('Control+Z')
  await expect(entries(page)).toHaveCount(2)
  await expect(page.getByText('Deleted Base line.')).toBeHidden()
  await first.app.close()

  const second = await launch(userData)
  const again = second.page
  const script1 = await again.locator('.present .view-lines').innerText()
  await again.keyboard.press('Control+6')
  await expect(entries(again)).toHaveCount(2)
  await again.keyboard.press('Control+F')
  await again.keyboard.type('base LINE')
  await expect(entries(again)).toHaveCount(1)
  await again.keyboard.press('Enter')
  await again.keyboard.press('Enter')
  await expect(keptLine(again)).toContainText('Base line (pool-1.ts)')
  expect(await shown(again)).toEqual(kept)
  await command(again, 'back from')
  await expect(keptLine(again)).toBeHidden()
  await expect(again.locator('#charts')).toContainText('appear here')
  expect(await again.locator('.present .view-lines').innerText()).toBe(script1)

  await again.keyboard.press('Control+6')
  await again.keyboard.press('Control+F')
  await again.keyboard.press('Escape')
  await expect(entries(again)).toHaveCount(2)
  await again.keyboard.press('ArrowDown')
  await again.keyboard.press('Home')
  await again.keyboard.press('Space')
  await again.keyboard.press('ArrowDown')
  await again.keyboard.press('Space')
  await expect(entries(again).and(again.locator('[aria-checked=true]'))).toHaveCount(2)
  await command(again, 'side by side')
  const beside = again.getByRole('tabpanel', { name: 'Side by side' })
  await expect(beside.getByRole('img', { name: 'Throughput' })).toBeVisible()
  await expect(beside.getByRole('row', { name: /^Took/ })).toContainText('%')
  await expect(beside.getByRole('row', { name: /^Tasks done/ })).toContainText(/12\s*12/)
  await expect(beside).toContainText('one run has no interval')
  const difference = beside.getByRole('region', { name: 'Difference of the scripts' })
  for (const line of ['new Pool(2)', 'new Pool(1)']) await expect(difference).toContainText(line)
  expect([...first.complaints, ...second.complaints]).toEqual([])
  await second.app.close()
  rmSync(userData, { recursive: true, force: true })
})

test('two comparisons stand side by side with the interval of their difference, and each opens again', async () => {
  const userData = temporaryFolder()
  const lab = await launch(userData)
  const { page } = lab
  await page.keyboard.press('Control+6')
  for (const count of [1, 2]) {
    await page.evaluate(
      async (text) => {
        const settings = { axis: 'pool-size', values: [1], poolSize: null, repeats: 3, warmups: 0 } as const
        const answer = await window.lab.command('startSweep', { text, path: null, example: null, settings })
        if (!answer.ok) throw new Error(answer.error.message)
      },
      script('').replace('12 }', `${count * 6} }`),
    )
    await expect
      .poll(async () => (await list(lab)).entries.filter(({ state }) => state === 'finished').length)
      .toBe(count)
  }
  await expect(entries(page)).toHaveCount(2)
  await page.keyboard.press('Control+6')
  await page.keyboard.press('Home')
  for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key)
  await command(page, 'side by side')
  const beside = page.getByRole('tabpanel', { name: 'Side by side' })
  await expect(beside.getByRole('row', { name: /^1 worker/ })).toContainText(/as fast \[/)
  await expect(beside.getByRole('region', { name: 'Difference of the scripts' })).toContainText('length: 6')
  await page.keyboard.press('Control+6')
  await page.keyboard.press('Enter')
  await expect(keptLine(page)).toContainText('Kept comparison of')
  await expect(page.getByRole('tab', { name: 'Comparison' })).toHaveAttribute('aria-selected', 'true')
  expect(lab.complaints).toEqual([])
  await lab.app.close()
  rmSync(userData, { recursive: true, force: true })
})

const RUNS = 10_000

/** Runs as the history has them, without their parts; the last one has a name. */
function fill(file: string): void {
  const database = new DatabaseSync(file)
  database.exec(`
    INSERT INTO entry (key, kind, name, words, path, settings, started_at, writer, outcome, exitcode, seconds, bytes)
    WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${RUNS})
    SELECT printf('%08x', i), 'run', CASE i WHEN 1 THEN 'The oldest' ELSE '' END, CASE i WHEN 1 THEN 'the oldest' ELSE '' END,
      '/made.ts', '{"poolSize":2,"chunkSize":null,"argv":[],"cwd":"/","memoryLimit":null}',
      strftime('%Y-%m-%dT%H:%M:%S.000Z', 1700000000 + i, 'unixepoch'), '1', 'finished', 0, 1, 3000 FROM numbers`)
  database.close()
}

test('of 10,000 entries only those in sight are in the page; what a limit would remove is said before; no history says why', async () => {
  const userData = temporaryFolder()
  const file = path.join(userData, 'history.sqlite')
  const first = await launch(userData)
  await first.app.close()
  fill(file)
  const second = await launch(userData)
  const { page } = second
  await page.keyboard.press('Control+6')
  await expect(entries(page).first()).toHaveAttribute('aria-setsize', String(RUNS))
  await page.keyboard.press('End')
  await expect(page.getByRole('option', { name: 'The oldest' })).toBeVisible()
  expect(await entries(page).count()).toBeLessThan(100)
  await page.getByTitle("Limit the history's size").click()
  await page.getByLabel('Limit, MB; empty for none').fill('27')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('dialog')).toContainText(
    'The 1\u2009000 oldest entries without name, note or tag would have',
  )
  await page.keyboard.press('Escape')
  expect((await list(second)).total).toBe(RUNS)
  await page.getByRole('button', { name: 'Delete them' }).click()
  await expect.poll(async () => (await list(second)).total).toBe(RUNS - 1000)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(async () => (await list(second)).total).toBe(RUNS)
  expect(second.complaints).toEqual([])
  await second.app.close()

  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  mkdirSync(file)
  const third = await launch(userData)
  await third.page.keyboard.press('Control+6')
  await expect(third.page.getByRole('tabpanel', { name: 'History' }).getByRole('alert')).toContainText(
    'Runs are not kept',
  )
  await third.app.close()
  rmSync(userData, { recursive: true, force: true })
})
