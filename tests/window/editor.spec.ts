import { readFileSync } from 'node:fs'
import { expect, test } from './lab'

test('a script that does not compile is marked at its line and starts nothing', async ({ lab }) => {
  const { page } = lab
  await lab.open('const a = 1\nconst b = = 2\n')
  await page.keyboard.press('F5')
  await expect(lab.status()).toContainText('Failed')
  const problem = page
    .getByRole('tabpanel')
    .getByRole('button', { name: /error.*script\.ts:2:11/s })
    .first()
  await expect(problem).toBeVisible()
  await expect(page.locator('.squiggly-error').first()).toBeVisible()
  await lab.screenshot('4-compile-error')
  await problem.click()
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('2:11')
  await page.getByRole('tab', { name: 'Processes' }).click()
  await expect(page.getByRole('tabpanel').getByRole('row')).toHaveCount(0)
})

test('an uncaught error of a child is marked at its line, and its stack leads there', async ({ lab }) => {
  const { page } = lab
  const file = await lab.open(`import { Process } from 'multiprocessing'
function work() {
  throw new RangeError('too far')
}
if (import.meta.main) {
  const p = new Process({ target: work, name: 'Child' })
  p.start()
  await p.join()
  console.log('exit code', p.exitcode)
}
`)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  const log = page.getByRole('log')
  await expect(log).toContainText('Process Child:')
  await expect(log).toContainText('exit code 1')
  await log
    .getByRole('button', { name: `${file}:3:9` })
    .first()
    .click()
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('3:9')
  await page.getByRole('tab', { name: 'Problems' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('RangeError: too far')
  await expect(page.getByRole('tabpanel')).toContainText('Child · script.ts:3:9')
  await expect(page.locator('.squiggly-error').first()).toBeVisible()
})

test('the editor checks types against the library’s own declarations and completes its names', async ({ lab }) => {
  const { page } = lab
  await lab.open(`import { Pool } from 'multiprocessing'
const pool = new Pool('many')
export const n: string = await pool.map((x: number) => x, [1])
pool.
`)
  await page.getByRole('tab', { name: 'Problems' }).click()
  const problems = page.getByRole('tabpanel')
  await expect(problems).toContainText(`Argument of type '"many"' is not assignable`, { timeout: 30_000 })
  await expect(problems).toContainText("Type 'number[]' is not assignable to type 'string'")
  await page
    .getByRole('button', { name: /script\.ts:2:/ })
    .first()
    .click()
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  await page.keyboard.press('Control+Space')
  await expect(page.locator('.suggest-widget')).toContainText('map')
  await expect(page.locator('.suggest-widget')).toContainText('terminate')
  await lab.screenshot('5-completion')
  await page.keyboard.press('Escape')
})

test('a script is changed, marked as such, saved elsewhere, and found among the recent files', async ({ lab }) => {
  const { app, page } = lab
  await lab.open('console.log(1)\n', 'first.ts')
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('// more')
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
  await expect.poll(title).toMatch(/^● first\.ts/)
  const target = `${lab.userData}/second.ts`
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, target)
  await page.keyboard.press('Control+Shift+S')
  await expect.poll(title).toMatch(/^second\.ts/)
  expect(readFileSync(target, 'utf8')).toBe('console.log(1)\n// more')
  await page.keyboard.type('!')
  await page.keyboard.press('Control+S')
  await expect.poll(() => readFileSync(target, 'utf8')).toBe('console.log(1)\n// more!')
  await page.getByRole('button', { name: /^Choose a script/ }).click()
  await expect(page.getByRole('menu').getByRole('group', { name: 'Recent files' })).toContainText('second.ts')
  await lab.screenshot('6-menu')
  await page.keyboard.press('Escape')
})

test('changes that are not saved are asked about before another script takes their place', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Control+1')
  await page.keyboard.type('x')
  await page.keyboard.press('Control+N')
  const question = page.getByRole('dialog', { name: 'Unsaved changes' })
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'second.ts' })).toBeVisible()
  await page.keyboard.press('Control+N')
  await question.getByRole('button', { name: "Don't save" }).click()
  await expect(page.getByRole('heading', { name: 'untitled.ts' })).toBeVisible()
})
