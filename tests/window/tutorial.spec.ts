/** The gallery and the tutorial by keyboard alone, and a listing beside its Python twin. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { listings } from '../lab/tutorial-listings'
import { expect, test, type LabWindow } from './lab'

const gallery = (page: Page) => page.getByRole('dialog', { name: 'Lessons and examples' })
const field = (page: Page) => gallery(page).getByRole('combobox', { name: 'Search' })
const twin = (page: Page) => page.getByRole('region', { name: 'Python twin' })

/** Types the words into the gallery and opens what is found first. */
async function open({ page }: LabWindow, words: string, key = 'Enter'): Promise<void> {
  await page.keyboard.press('Control+e')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press(key)
  await expect(gallery(page)).toBeHidden()
}

/** Text of the marked lines in an editor. */
async function marked(page: Page, region: string): Promise<string[]> {
  return page.getByRole('region', { name: region, exact: true }).evaluate((pane) => {
    const topOf = (element: Element) => Math.round(element.getBoundingClientRect().top)
    const lines = new Map([...pane.querySelectorAll('.view-line')].map((line) => [topOf(line), line.textContent ?? '']))
    const marks = [...pane.querySelectorAll('.twin-line')].map((mark) => lines.get(topOf(mark)) ?? '')
    return marks.map((line) => line.replaceAll('\u00a0', ' ').trim())
  })
}

for (const name of ['01-hello', '09-pipe', '16-nested-proxies'])
  test(`${name} is opened from the gallery, run, and prints what the tutorial says, by keyboard alone`, async ({
    lab,
  }) => {
    const { page } = lab
    const [number = '', ...words] = name.split('-')
    await open(lab, `${number} ${words.at(-1)?.slice(0, 4)}`)
    await expect(page.getByRole('region', { name: 'Editor' })).toContainText(`${name}.ts`)
    await page.keyboard.press('F5')
    await expect(lab.status()).toHaveText('Finished')
    const printed = page.getByRole('log').locator('.text')
    await expect(printed).toHaveText([...(listings[name]?.prints ?? [])])
  })

test('the gallery is searched by words and by a name of the library, and says when there is nothing, or no lesson', async ({
  lab,
}) => {
  const { page } = lab
  const bad = path.join(lab.userData, 'lessons', 'bad')
  mkdirSync(bad, { recursive: true })
  writeFileSync(path.join(bad, 'script.ts'), Uint8Array.of(1, 0, 2))
  await page.keyboard.press('Control+e')
  const options = gallery(page).getByRole('listbox').getByRole('option')
  await expect(options.filter({ hasText: 'In the editor' })).toHaveAttribute('aria-selected', 'true')
  await expect(options.filter({ hasText: 'In the editor' })).toBeInViewport()
  await lab.screenshot('gallery')
  await gallery(page).getByText('1 folder of lessons cannot be read').click()
  const why = gallery(page).getByRole('list', { name: '1 folder of lessons cannot be read' })
  for (const text of [bad, 'lesson.md is missing', 'script.ts is a binary file; it must be text'])
    await expect(why).toContainText(text)
  await field(page).focus()
  await page.keyboard.type('shared counter right')
  // The listing and its Python twin, which is a script of its own.
  await expect(options).toHaveCount(2)
  await page.keyboard.type(' python')
  await expect(options).toHaveCount(1)
  await expect(gallery(page).getByRole('status')).toHaveText('1 found')
  await page.keyboard.type(' nonsense')
  await expect(gallery(page)).toContainText('Nothing has these words')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Pipe')
  await expect(options).toHaveCount(4)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('pipe.ts')
})

test('a lesson is opened from the gallery', async ({ lab }) => {
  await open(lab, '08 pipe and its end')
  await expect(lab.page.getByRole('region', { name: 'Lesson' })).toContainText('A pipe and its end')
})

test('a listing stands beside its Python twin, and the line that does the same is marked in both', async ({ lab }) => {
  const { page } = lab
  await lab.resize(1280, 800)
  await open(lab, '07 map', 'Shift+Enter')
  await expect(twin(page)).toContainText('07-pool-map.py')
  await expect(twin(page).locator('.view-lines')).toContainText('with Pool(4) as pool:')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+End')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp')
  await expect.poll(() => marked(page, 'Python twin')).toEqual(['results = pool.map(fun, [1, 2, 3, 4, 5])'])
  expect(await marked(page, 'Editor')).toEqual(['const results = await pool.map(fun, [1, 2, 3, 4, 5])'])
  await lab.screenshot('twin')
  await twin(page).getByText('def fun(n):').hover()
  await expect.poll(() => marked(page, 'Editor')).toEqual(['function fun(n: number): number {'])
  await page.keyboard.press('Control+Shift+E')
  await expect(twin(page)).toBeHidden()
  expect(await marked(page, 'Editor')).toEqual([])
})
