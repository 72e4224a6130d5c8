import type { Page } from '@playwright/test'
import { expect, test } from './lab'

/** Two things to explain: a lambda that travels, and a change that does not. */
const SCRIPT = `import { Process } from 'multiprocessing'
const all: number[] = []
function keep(n: number) {
  all.push(n)
}
if (import.meta.main) {
  const kept = new Process({ target: keep, args: [1] })
  kept.start()
  await kept.join()
  const lambda = new Process({ target: () => undefined })
  lambda.start()
  await lambda.join()
  console.log(all.length)
}
`

const card = (page: Page) => page.getByRole('complementary', { name: 'Explanations' })

test('a card explains what has just happened, takes no focus, and says why when it is asked', async ({ lab }) => {
  const { page } = lab
  await lab.resize(1280, 800)
  await lab.open(SCRIPT)
  await page.keyboard.press('Control+1')
  await page.keyboard.press('F5')
  await expect(card(page).getByRole('status')).toHaveText(
    'keep runs in Process-1, which has its own all: what it changes there is lost for the script.',
  )
  await expect(card(page)).toContainText('1 more')
  await expect(lab.status()).toHaveText('Finished', { timeout: 60_000 })
  expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true)
  await lab.screenshot('explanation')
  await page.keyboard.press('Shift+F6')
  await expect(card(page).getByRole('button', { name: 'Why?' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(card(page)).toContainText('Processes share no variables.')
  await lab.screenshot('explanation-why')
  await card(page).getByRole('button', { name: 'Line 4' }).click()
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('4:3')
})

test('Escape closes a card, and the next one comes; none comes twice', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Shift+F6')
  await page.keyboard.press('Escape')
  await expect(card(page).getByRole('status')).toHaveText(/^target stands inside other code/)
  await expect(card(page).getByRole('button', { name: 'Why?' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card(page).getByRole('status')).toHaveText('')
  expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  await expect(lab.status()).toHaveText('Finished', { timeout: 60_000 })
  await expect(card(page).getByRole('status')).toHaveText('')
})

test('they are turned off and on by one command; on again, all come again', async ({ lab }) => {
  const { page } = lab
  const command = async (title: string) => {
    await page.keyboard.press('Control+Shift+P')
    await page.getByRole('combobox', { name: 'Command' }).fill(title)
    await page.keyboard.press('Enter')
  }
  const settings = () => page.evaluate(() => window.lab.command('updateSettings', {}))
  await command('Explain what happens in a run')
  await expect
    .poll(settings)
    .toMatchObject({ value: { cards: false, dismissed: expect.arrayContaining(['card:change-lost']) as unknown } })
  await command('Explain what happens in a run')
  await expect.poll(settings).toMatchObject({ value: { cards: true } })
  await page.keyboard.press('F5')
  await expect(card(page).getByRole('status')).toHaveText(/^keep runs in Process-1/)
  await page.keyboard.press('Shift+F6')
  await page.keyboard.press('Enter')
  await card(page).getByRole('button', { name: 'No more explanations' }).click()
  await expect(card(page).getByRole('status')).toHaveText('')
  await expect.poll(settings).toMatchObject({ value: { cards: false } })
})

test('what CPython would do is said at each name of the library, by the pointer and by a key', async ({ lab }) => {
  const { page } = lab
  await lab.open(`import { freezeSupport, Manager, Pool, Process, Queue } from 'multiprocessing'
const queue = new Queue<number>()
await queue.put(1)
console.log(freezeSupport, Pool)
const names = await (await Manager()).list(['a'])
await names.append('b')
const all = []
all.push(new Process({ target: () => undefined }))
for (const one of all) await one.join()
`)
  const hover = page.locator('.monaco-hover-content', { hasText: 'What would CPython do?' })
  // The type checker comes up after the text.
  await expect(async () => {
    await page.getByRole('heading', { name: 'script.ts' }).hover({ timeout: 2_000 })
    await page
      .locator('.view-line', { hasText: 'new Queue' })
      .getByText('Queue', { exact: true })
      .hover({ timeout: 2_000 })
    await expect(hover).toContainText('multiprocessing.Queue', { timeout: 2_000 })
  }).toPass({ timeout: 40_000 })
  await lab.screenshot('cpython-hover')
  const dialog = page.getByRole('dialog', { name: 'What would CPython do?' })
  const ask = async (line: number, column: number) => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+Home')
    for (let i = 1; i < line; i++) await page.keyboard.press('ArrowDown')
    for (let i = 1; i < column; i++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+F1')
  }
  await ask(3, 14)
  await expect(dialog).toContainText('Queue.put')
  await expect(dialog).toContainText('What is better here')
  await lab.screenshot('cpython-dialog')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  for (const [line, column, name] of [
    [6, 14, 'ListProxy.append'],
    [9, 35, 'Process.join'],
  ] as const) {
    await ask(line, column)
    await expect(dialog).toContainText(name)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  await ask(1, 11)
  await expect(dialog).toContainText('It has this; the library has not.')
  await page.keyboard.press('Escape')
  await ask(3, 3)
  await expect(dialog).toContainText('Put the cursor on a name of the library')
  await page.keyboard.press('Escape')
})
