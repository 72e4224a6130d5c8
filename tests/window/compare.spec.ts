import type { Page } from '@playwright/test'
import { expect, test, type LabWindow } from './lab'

/** A comparison of a few runs may take so long where other work goes on. */
const PATIENCE = 120_000

const script = (before = '') => `import { activeChildren, Pool } from 'multiprocessing'
function work(n: number) {
  let sum = 0
  for (let i = 0; i < 200_000; i++) sum += Math.sqrt(i * n)
  return sum
}
if (import.meta.main) {
  await using pool = new Pool()
  ${before}
  await pool.map(work, Array.from({ length: 60 }, (_, i) => i))
}
`

const start = (page: Page) => page.locator('#comparison-start')
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const complaints = (page: Page) => page.getByRole('tabpanel', { name: 'Comparison' }).getByRole('alert')
const table = (page: Page) => page.getByRole('table', { name: /^Figures of each size/ })

async function set(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await field(page, name).fill(text)
}

async function ended(lab: LabWindow): Promise<void> {
  await expect(lab.status()).not.toHaveText('Comparing', { timeout: PATIENCE })
}

test.describe.configure({ timeout: PATIENCE })

test('by keyboard alone: a comparison is started, said how far it is, and answered; nothing runs beside it', async ({
  lab,
}) => {
  const { page } = lab
  await lab.resize(1280, 800)
  await lab.open(script())
  await page.keyboard.press('F6')
  await expect(page.getByRole('tab', { name: 'Comparison' })).toHaveAttribute('aria-selected', 'true')
  await expect(start(page)).toBeFocused()
  await expect(page.getByRole('tabpanel', { name: 'Comparison' })).toContainText('appears here')
  for (const text of ['0', '2', '1-2']) {
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type(text)
  }
  await expect(field(page, 'Sizes')).toHaveValue('1-2')
  await page.keyboard.press('Enter')
  await expect(lab.status()).toHaveText('Comparing')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveAttribute(
    'title',
    /^A comparison is going on/,
  )
  await expect(page.getByRole('progressbar', { name: 'Runs of the comparison' })).toBeVisible()
  await page.keyboard.press('F5')
  const notice = page.getByRole('alert').filter({ hasText: 'A comparison is going on' })
  await expect(notice).toHaveCount(1)
  await notice.getByRole('button').click()
  await ended(lab)
  const answer = page.getByRole('group', { name: 'Answer' })
  await expect(answer.locator('.sentence')).toContainText(/workers?|repeats/)
  await expect(answer).toContainText('script.ts · pool sizes 1, 2 · 2 repeats')
  await expect(page.getByRole('img', { name: 'Speed-up by pool size' })).toBeVisible()
  await expect(table(page).getByRole('rowheader')).toHaveText([/^\s*1/, /^\s*2/])
  for (const row of [1, 2])
    await expect(table(page).getByRole('row').nth(row).getByRole('cell').first()).toHaveText(/^\s*2/)
  await lab.screenshot('10-comparison')
  const kept = await page.evaluate(() => window.lab.command('listHistory', { search: '', limit: 1, offset: 0 }))
  expect(kept).toMatchObject({ ok: true, value: { entries: [{ kind: 'sweep', state: 'finished', values: [1, 2] }] } })
})

test('a chart and the laws can be chosen by keyboard, and the method is told', async ({ lab }) => {
  const { page } = lab
  await page.getByRole('radio', { name: 'Speed-up' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('img', { name: 'Throughput by pool size' })).toBeVisible()
  await page.getByRole('button', { name: 'How a comparison comes to its answer' }).press('Enter')
  const help = page.getByRole('dialog', { name: 'Help' })
  const method = help.getByRole('article', { name: 'How a comparison comes to its answer' })
  await expect(method.getByRole('heading', { name: 'The two laws' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
})

test('sizes that are none are refused with a sentence, and nothing is started', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('F6')
  await set(page, { Sizes: '4-1', Repeats: '0' })
  await start(page).click()
  await expect(complaints(page)).toHaveText([
    "Pool sizes must go from the smaller to the larger: 1-4, not '4-1'.",
    /^Repeats must be a whole number from 1 to/,
  ])
  await expect(field(page, 'Sizes')).toHaveAttribute('aria-invalid', 'true')
  await lab.screenshot('11-comparison-refused')
  await set(page, { Sizes: '1, x', Repeats: '1' })
  await expect(complaints(page)).toHaveText(["Pool sizes must be whole numbers from 1 to 64, not 'x'."])
  await set(page, { Sizes: '1-2' })
  await expect(complaints(page)).toHaveCount(0)
  await expect(lab.status()).not.toHaveText('Comparing')
})

test('Stop keeps what is finished, and a run can follow', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('F6')
  await set(page, { Sizes: '1-2', Repeats: '100', 'Warm-ups': '0' })
  await page.keyboard.press('F6')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Run [2-9] of \d/)).toBeVisible({ timeout: PATIENCE })
  await page.keyboard.press('Shift+F5')
  await ended(lab)
  await expect(page.getByText(/^Stopped after \d+ repeat/)).toBeVisible()
  await expect(table(page)).toContainText(/\d\s?m?s/)
  const kept = await page.evaluate(() => window.lab.command('listHistory', { search: '', limit: 1, offset: 0 }))
  expect(kept).toMatchObject({ ok: true, value: { entries: [{ kind: 'sweep', state: 'stopped' }] } })
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  await expect(page.getByRole('tab', { name: 'Last run' })).toHaveAttribute('aria-selected', 'true')
})

test('a script that fails at one size says why there, and the others stand', async ({ lab }) => {
  const { page } = lab
  await lab.open(script(`if (activeChildren().length === 2) throw new RangeError('two is one too many')`), 'failing.ts')
  await page.keyboard.press('F6')
  await expect(page.getByText(/judged by the last run/)).toBeVisible()
  await set(page, { Sizes: '1-3', Repeats: '1' })
  await start(page).click()
  await expect(lab.status()).toHaveText('Comparing')
  await ended(lab)
  const rows = table(page).getByRole('row')
  await expect(rows.nth(2)).toContainText('RangeError: two is one too many')
  for (const row of [1, 3]) await expect(rows.nth(row).getByRole('cell').first()).toHaveText(/^\s*1/)
  await expect(page.getByRole('group', { name: 'Answer' })).toContainText('Nothing is known of 2 workers')
  await lab.screenshot('12-comparison-failed')
})

test('chunk sizes are compared with one number of workers', async ({ lab }) => {
  const { page } = lab
  await lab.open(script())
  await page.keyboard.press('F6')
  await page.getByRole('radio', { name: 'Pool sizes' }).focus()
  await page.keyboard.press('ArrowRight')
  await set(page, { Sizes: '1, 60', Workers: '2', Repeats: '1' })
  await start(page).click()
  await expect(lab.status()).toHaveText('Comparing')
  await ended(lab)
  await expect(page.getByRole('group', { name: 'Answer' })).toContainText('chunk sizes 1, 60 with 2 workers · 1 repeat')
  await expect(table(page).getByRole('columnheader').first()).toHaveText('Chunk size')
  await expect(table(page).getByRole('rowheader')).toHaveText([/^\s*1/, /^\s*60/])
})

test('what is compared is the script in the editor: a kept run that was in sight makes room for it', async ({
  lab,
}) => {
  const { page } = lab
  await lab.open(`console.log('kept')\n`)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  await lab.open('const b = = 2\n')
  for (const key of ['Control+6', 'Home', 'Enter']) await page.keyboard.press(key)
  const kept = page.getByRole('note', { name: 'Kept entry' })
  await expect(kept).toBeVisible()
  await page.keyboard.press('F6')
  await start(page).click()
  await expect(page.getByText('The script does not compile; see Problems.')).toBeVisible()
  await expect(
    page
      .getByRole('tabpanel', { name: /^Problems/ })
      .getByRole('button')
      .first(),
  ).toContainText('script.ts:1')
  await expect(kept).toBeHidden()
})

test('a script that does not compile starts no comparison', async ({ lab }) => {
  const { page } = lab
  await lab.open('const b = = 2\n')
  await page.keyboard.press('F6')
  await start(page).click()
  await expect(page.getByText('The script does not compile; see Problems.')).toBeVisible()
  await expect(page.getByRole('tab', { name: /^Problems/ })).toHaveAttribute('aria-selected', 'true')
})
