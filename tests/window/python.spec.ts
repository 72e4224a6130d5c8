/** Python scripts in the window: opened, checked, run, asked for input, and beside their TypeScript twins. */
import type { Page } from '@playwright/test'
import { expect, test, type LabWindow } from './lab'

/** Milliseconds: a process of Python may have to come up without a spare. */
const START = 90_000

test.describe.configure({ timeout: 2 * START })

const editor = (page: Page) => page.getByRole('region', { name: 'Editor' })
const drawer = (page: Page) => page.locator('#drawer-panel')

/** Runs what is shown, to its end. */
async function run({ page, status }: LabWindow, end: string | RegExp): Promise<void> {
  await page.keyboard.press('F5')
  await expect(status()).toHaveText(end, { timeout: START })
}

async function choose(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

test('a new Python script says its language, runs its pool, and its processes are seen', async ({ lab }) => {
  const { page } = lab
  await choose(page, 'New Python script')
  await expect(page.getByRole('heading', { name: 'untitled.py' })).toBeVisible()
  await expect(editor(page).locator('header')).toContainText('Python')
  await expect(editor(page).locator('.view-lines')).toContainText("if __name__ == '__main__':")
  await page.getByRole('spinbutton', { name: 'Pool size' }).fill('2')
  await page.keyboard.press('Tab')
  await run(lab, 'Finished')
  await expect(page.getByRole('log')).toContainText('[1, 4, 9]')
  await page.keyboard.press('Control+5')
  for (const name of ['MainProcess', 'SpawnPoolWorker-1', 'SpawnPoolWorker-2'])
    await expect(drawer(page)).toContainText(name)
  await lab.screenshot('python')
  // CPython's Pool chooses the chunks: nothing else is offered than what acts.
  await page.keyboard.press('F6')
  const comparison = page.getByRole('group', { name: 'What to compare' })
  await expect(comparison).toContainText('Pool sizes')
  await expect(comparison.getByRole('radio')).toHaveCount(0)
})

test('what is prepared once is said beside the run’s state, and goes when it is done', async ({ lab }) => {
  const { app, page } = lab
  const say = (text: string | null) =>
    app.evaluate(
      ({ BrowserWindow }, said) => BrowserWindow.getAllWindows()[0]?.webContents.send('lab:preparing', { text: said }),
      text,
    )
  const toolbar = page.getByRole('toolbar')
  await say('Preparing Python, once')
  await expect(toolbar).toContainText('Preparing Python, once')
  await say(null)
  await expect(toolbar).not.toContainText('Preparing')
})

test('what Python’s compiler complains of is marked while one types, and goes when it is mended', async ({ lab }) => {
  const { page } = lab
  await lab.open('import time\n\nprint(time.time()\n', 'broken.py')
  const errors = page.locator('.monaco-editor .squiggly-error')
  await expect(errors).toHaveCount(1, { timeout: START })
  await page.keyboard.press('Control+4')
  await expect(drawer(page)).toContainText("SyntaxError: '(' was never closed")
  await expect(drawer(page)).toContainText('broken.py:3:6')
  await lab.screenshot('python-syntax-error')
  await drawer(page).getByRole('button', { name: 'never closed' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(')')
  await expect(errors).toHaveCount(0)
  await page.keyboard.press('Control+s')
  await expect(drawer(page)).toContainText('No problems')
})

test('an error in a child is marked at its line, and its traceback leads there', async ({ lab }) => {
  const { page } = lab
  const file = await lab.open(
    `from multiprocessing import Process


def work():
    raise ValueError('too far')


if __name__ == '__main__':
    child = Process(target=work, name='Child')
    child.start()
    child.join()
    print('exit code', child.exitcode)
`,
    'child.py',
  )
  await run(lab, 'Finished')
  const log = page.getByRole('log')
  await expect(log).toContainText('ValueError: too far')
  await expect(log).toContainText('exit code 1')
  await log.getByRole('button', { name: `File "${file}", line 5` }).click()
  await expect(editor(page)).toContainText('5:1')
  await expect(page.locator('.monaco-editor .squiggly-error')).toHaveCount(1)
  await page.keyboard.press('Control+4')
  await expect(drawer(page)).toContainText('Child · child.py:5')
  // Nothing is claimed of a language that the script is not in.
  await page.keyboard.press('Shift+F1')
  await expect(page.getByRole('dialog')).toContainText('This is a Python script')
  await page.keyboard.press('Escape')
  await lab.screenshot('python-error')
})

test('a script asks for lines of input, which are typed below the console', async ({ lab }) => {
  const { page } = lab
  await lab.open(
    `name = input('Name? ')
print('Hello', name)
try:
    input()
except EOFError:
    print('no more')
input('Wait ')
`,
    'ask.py',
  )
  await page.keyboard.press('F5')
  const field = page.getByRole('textbox', { name: 'Input for MainProcess' })
  await expect(field).toBeFocused({ timeout: START })
  const log = page.getByRole('log')
  await expect(log).toContainText('Name?')
  // What explained the run before is still there, above the line.
  const card = page.getByRole('complementary', { name: 'Explanations' })
  await expect(card).toContainText('Child ended by an error')
  const [above, below] = await Promise.all([card.boundingBox(), field.boundingBox()])
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
  await lab.screenshot('python-input')
  await page.keyboard.type('Ada')
  await page.keyboard.press('Enter')
  await expect(log.locator('.text').filter({ hasText: 'Name? Ada' })).toBeVisible()
  await expect(log).toContainText('Hello Ada')
  await page.keyboard.press('Control+d')
  await expect(log).toContainText('Wait')
  // The line that is asked for is where the key is pressed.
  await expect(field).toBeFocused()
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
  await expect(field).toBeHidden()
})

test('the Python listing beside a script runs from there', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Control+e')
  await page.keyboard.type('07 map')
  await page.keyboard.press('Shift+Enter')
  const twin = page.getByRole('region', { name: 'Python twin' })
  await expect(twin).toContainText('07-pool-map.py')
  await twin.getByRole('button', { name: 'Run the Python listing' }).click()
  await expect(lab.status()).toHaveText('Finished', { timeout: START })
  await expect(page.getByRole('log')).toContainText('[1, 4, 9, 16, 25]')
  await lab.screenshot('python-twin')
})
