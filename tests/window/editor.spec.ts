import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type LabWindow } from './lab'

/** Numbers of the lines that have an error's wavy line. */
async function markedLines(page: Page): Promise<number[]> {
  const numbers = await page.locator('.monaco-editor').evaluate((editor) => {
    const topOf = (element: Element) => Math.round(element.getBoundingClientRect().top)
    const lines = new Map([...editor.querySelectorAll('.line-numbers')].map((line) => [topOf(line), line.textContent]))
    return [...editor.querySelectorAll('.squiggly-error')].map((mark) => Number(lines.get(topOf(mark))))
  })
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** The next dialog of the system answers with this path. */
async function answerDialogs({ app }: LabWindow, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
  }, filePath)
}

test('a script that does not compile is marked at its line and starts nothing', async ({ lab }) => {
  const { page } = lab
  await lab.open('const a = 1\nconst b = = 2\n')
  await page.keyboard.press('F5')
  await expect(lab.status()).toContainText('Failed')
  const problem = page
    .locator('#drawer-panel')
    .getByRole('button', { name: /error.*script\.ts:2:11/s })
    .first()
  await expect(problem).toBeVisible()
  await expect.poll(() => markedLines(page)).toEqual([2])
  await lab.screenshot('4-compile-error')
  await problem.click()
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('2:11')
  await page.getByRole('tab', { name: 'Processes' }).click()
  await expect(page.locator('#drawer-panel').getByRole('row')).toHaveCount(0)
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
  await expect(page.locator('#drawer-panel')).toContainText('RangeError: too far')
  await expect(page.locator('#drawer-panel')).toContainText('Child · script.ts:3:9')
  await expect.poll(() => markedLines(page)).toEqual([3])
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F8')
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('3:9')
  await expect(page.locator('.marker-widget')).toContainText('RangeError: too far')
  await page.keyboard.press('Escape')
})

test('a stack line in an imported file opens that file at its line', async ({ lab }) => {
  const { page } = lab
  const file = await lab.open("import { work } from './far.ts'\n\nwork()\n")
  const far = path.join(path.dirname(file), 'far.ts')
  writeFileSync(far, "export function work() {\n  throw new Error('from far')\n}\n")
  await page.keyboard.press('Control+Enter')
  await expect(lab.status()).toContainText('Failed')
  await page.getByRole('tab', { name: 'Console' }).click()
  await page
    .getByRole('log')
    .getByRole('button', { name: `${far}:2:9` })
    .click()
  await expect(page.getByRole('heading', { name: 'far.ts' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('2:9')
})

test('the editor checks types against the library’s own declarations and completes its names', async ({ lab }) => {
  const { page } = lab
  await lab.open(`import { Pool } from 'multiprocessing'
const pool = new Pool('many')
export const n: string = await pool.map((x: number) => x, [1])
pool.
`)
  await page.getByRole('tab', { name: 'Problems' }).click()
  const problems = page.locator('#drawer-panel')
  await expect(problems).toContainText(`Argument of type '"many"' is not assignable`, { timeout: 30_000 })
  await expect(problems).toContainText("Type 'number[]' is not assignable to type 'string'")
  // Not by the pointer: the row moves while more is found, and keeps the focus.
  await page
    .getByRole('button', { name: /script\.ts:2:/ })
    .first()
    .press('Enter')
  const editor = page.getByRole('region', { name: 'Editor' })
  await expect(editor).toContainText(/2:\d/)
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  // Members are offered behind the dot only.
  await expect(editor).toContainText('4:6')
  await page.keyboard.press('Control+Space')
  for (const name of ['apply', 'imapUnordered', 'mapAsync'])
    await expect(page.locator('.suggest-widget')).toContainText(name)
  await lab.screenshot('5-completion')
  await page.keyboard.press('Escape')
})

test('a script is opened, changed, marked as such, saved elsewhere, and found among the recent files', async ({
  lab,
}) => {
  const { app, page } = lab
  const first = path.join(lab.userData, 'first.ts')
  writeFileSync(first, 'console.log(1)\n')
  await answerDialogs(lab, first)
  await page.keyboard.press('Control+O')
  await expect(page.getByRole('heading', { name: 'first.ts' })).toBeVisible()
  await expect(page.getByTitle('Changes are not saved')).toHaveCount(0)
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('// more')
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
  await expect.poll(title).toMatch(/^● first\.ts/)
  await expect(page.getByTitle('Changes are not saved')).toBeVisible()
  const target = path.join(lab.userData, 'second.ts')
  await answerDialogs(lab, target)
  await page.keyboard.press('Control+Shift+S')
  await expect.poll(title).toMatch(/^second\.ts/)
  expect(readFileSync(target, 'utf8')).toBe('console.log(1)\n// more')
  await page.keyboard.type('!')
  await page.keyboard.press('Control+S')
  await expect.poll(() => readFileSync(target, 'utf8')).toBe('console.log(1)\n// more!')
  await expect(page.getByTitle('Changes are not saved')).toHaveCount(0)
  const recent = page.getByRole('menu').getByRole('group', { name: 'Recent files' }).getByRole('menuitem')
  await page.getByRole('button', { name: /^Choose a script/ }).click()
  await expect(recent.first()).toContainText('second.ts')
  await lab.screenshot('6-menu')
  await recent.filter({ hasText: 'first.ts' }).click()
  await expect(page.getByRole('heading', { name: 'first.ts' })).toBeVisible()
  await expect(page.locator('.view-lines')).not.toContainText('more')
  await page.getByRole('button', { name: /^Choose a script/ }).click()
  await recent.filter({ hasText: 'second.ts' }).click()
  await expect(page.locator('.view-lines')).toContainText('more!')
})

test('what is still being saved is not asked about, and keeps its own file', async ({ lab }) => {
  const { app, page } = lab
  const target = path.join(lab.userData, 'slow.ts')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      new Promise((resolve) => setTimeout(() => resolve({ canceled: false, filePath }), 500))
  }, target)
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('?')
  await page.keyboard.press('Control+Shift+S')
  await page.keyboard.press('Control+N')
  await expect(page.getByRole('heading', { name: 'untitled.ts' })).toBeVisible()
  expect(readFileSync(target, 'utf8')).toBe('console.log(1)\n// more!?')
  await answerDialogs(lab, path.join(lab.userData, 'second.ts'))
  await page.keyboard.press('Control+O')
  await expect(page.getByRole('heading', { name: 'second.ts' })).toBeVisible()
})

test('changes that are not saved are asked about before another script takes their place', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Control+1')
  await page.keyboard.type('x')
  await page.keyboard.press('Control+N')
  const question = page.getByRole('dialog', { name: 'Unsaved changes' })
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  // Its role is gone as soon as it is closed, its element when the page has heard of that; a question in between is lost.
  await expect(page.locator('dialog')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'second.ts' })).toBeVisible()
  await page.keyboard.press('Control+N')
  await question.getByRole('button', { name: "Don't save" }).click()
  await expect(page.getByRole('heading', { name: 'untitled.ts' })).toBeVisible()
})

test('each pane has its key, and so have help, settings and the size of the text', async ({ lab }) => {
  const { page } = lab
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: element } = document
      const tab = document.querySelector('[aria-controls="drawer-panel"][aria-selected="true"]')
      if (element?.closest('.monaco-editor')) return 'editor'
      return element === tab || element?.closest('#drawer-panel') ? tab?.id : element?.id
    })
  for (const [key, pane] of [
    ['2', 'charts'],
    ['3', 'tab-console'],
    ['4', 'tab-problems'],
    ['5', 'tab-processes'],
    ['6', 'tab-history'],
    ['7', 'tab-sharing'],
    ['8', 'tab-incidents'],
    ['9', 'tab-selection'],
    ['1', 'editor'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`)
    await expect.poll(focused).toBe(pane)
  }
  const tabKey = page.getByRole('region', { name: 'Editor' }).getByRole('status')
  await expect(tabKey).toHaveText('Ctrl+M: Tab moves on')
  await page.keyboard.press('Control+M')
  await expect(tabKey).toHaveText('Tab moves on · Ctrl+M: Tab indents')
  await page.keyboard.press('Tab')
  expect(await focused()).not.toBe('editor')
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+M')
  await expect(tabKey).toHaveText('Ctrl+M: Tab moves on')
  await page.keyboard.press('F1')
  const help = page.getByRole('dialog', { name: 'Help' })
  await expect(help).toContainText(/Stop the run\s?Shift\+F5/)
  await lab.screenshot('6-help')
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  const size = () => page.locator('.view-lines').evaluate((lines) => getComputedStyle(lines).fontSize)
  await page.keyboard.press('Control+=')
  await expect.poll(size).toBe('14px')
  await page.keyboard.press('Control+0')
  await expect.poll(size).toBe('13px')
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
})
