/** The product around the lab: the welcome, several windows, settings, finding, help. */
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, tabTo, test } from './lab'

/** Does something that opens a window, and answers its page once it has an editor. */
async function windowFrom(app: ElectronApplication, act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), act()])
  await page.locator('.monaco-editor .view-line').first().waitFor()
  return page
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const alert = (page: Page, hasText: string) => page.getByRole('alert').filter({ hasText })
const inEditor = (page: Page) => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)
const runButton = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: 'Run', exact: true })

/** What was run or compared last: what it might take, and how it ended. */
const lastKept = (page: Page) =>
  page.evaluate(async () => {
    const listed = await window.lab.command('listHistory', { search: '', limit: 1, offset: 0 })
    const id = listed.ok ? (listed.value.entries[0]?.id ?? '') : ''
    const kept = await window.lab.command('readEntry', { id })
    if (!kept.ok) return undefined
    const { kind, entry, settings } = kept.value
    return { kind, state: entry.state, limits: settings.limits }
  })

test('the first start says what this is, and how to begin, by keyboard alone; then it is gone until it is asked for', async ({
  lab,
}) => {
  const { page } = lab
  const welcome = page.getByRole('region', { name: 'Welcome' })
  await expect(welcome).toContainText('real processes')
  await expect(welcome.getByRole('group', { name: 'As found on this machine' })).toContainText(/Pool size\s*\d+/)
  await lab.screenshot('0-welcome')
  const start = welcome.getByRole('button', { name: /^Run the example/ })
  await expect(start).toBeFocused()
  await tabTo(page, welcome.getByRole('button', { name: 'Close for good' }))
  await page.keyboard.press('Enter')
  await expect(welcome).toHaveCount(0)
  await expect.poll(() => inEditor(page)).toBe(true)
  // Nothing is kept yet.
  await page.keyboard.press('Control+6')
  await expect(page.getByRole('tab', { name: 'History' })).toBeFocused()
  await expect(page.getByRole('tab', { name: 'Welcome' })).toHaveCount(0)
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('welcome')
  await page.keyboard.press('Enter')
  await expect(welcome).toBeVisible()
  await expect(start).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(lab.status()).toHaveText(/Running|Finished/)
  await expect(welcome).toHaveCount(0)
  expect(await inEditor(page)).toBe(true)
  await page.keyboard.press('Shift+F5')
  // It has an end of its own, which may come first.
  await expect(lab.status()).toHaveText(/^(Stopped|Finished)$/)
})

test('a second window has a document of its own; what runs in one is said in the other, and ends with it', async ({
  lab,
}) => {
  const { app, page } = lab
  await lab.open('setInterval(() => undefined, 1000)\n', 'first.ts')
  const second = await windowFrom(app, () => page.keyboard.press('Control+Shift+N'))
  await expect(heading(second, 'primes.ts')).toBeVisible()
  await expect(heading(page, 'first.ts')).toBeVisible()
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  const run = runButton(second)
  await expect(run).toBeDisabled()
  await expect(second.locator('.status')).toContainText('first.ts runs in another window')
  await second.keyboard.press('F5')
  await expect(alert(second, 'A run of first.ts is going on in another window')).toBeVisible()
  await page.keyboard.press('Shift+F5')
  await expect(run).toBeEnabled()
  await second.keyboard.press('F5')
  await expect(second.locator('.status [role=status]')).toHaveText('Running')
  await expect(runButton(page)).toBeDisabled()
  const closed = second.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.getTitle().startsWith('primes.ts'))
      ?.close(),
  )
  await closed
  await expect(runButton(page)).toBeEnabled()
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('settings are found by their words, take effect at once, and go back to what they were, by keyboard alone', async ({
  lab,
}) => {
  const { page } = lab
  await page.keyboard.press('Control+,')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  const type = async (label: string, text: string) => {
    await tabTo(page, dialog.getByLabel(label))
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
  }
  const search = 'Search the settings'
  await type(search, 'everything')
  const zoom = dialog.getByLabel('Size of everything')
  await expect(dialog.getByRole('spinbutton')).toHaveCount(1)
  const width = await page.evaluate(() => innerWidth)
  await type('Size of everything', '200')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / 2)
  await lab.screenshot('10-zoomed')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: 'Reset' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(zoom).toBeFocused()
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width)
  await type(search, 'telemetry')
  await expect(dialog.getByRole('status').filter({ hasText: 'None, ever' })).toBeVisible()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await type('Most processors', '1')
  await type('Most memory of a process', '256')
  await type('Grace before a kill', '60')
  await page.keyboard.press('Tab')
  await lab.screenshot('11-settings')
  await page.keyboard.press('Escape')
  const greedy = `import os from 'node:os'
console.log('processors', os.availableParallelism())
const held = []
while (true) {
  held.push(Buffer.alloc(32 * 2 ** 20, 1))
  await new Promise((resolve) => setTimeout(resolve, 50))
}
`
  await lab.open(greedy)
  await page.keyboard.press('F5')
  await expect(lab.status()).toContainText('Failed')
  await expect(page.getByRole('log')).toContainText('processors 1')
  await page.getByRole('tab', { name: /^Incidents/ }).click()
  await expect(page.locator('#drawer-panel')).toContainText('more than a process may')
  await expect
    .poll(() => lastKept(page))
    .toMatchObject({ kind: 'run', limits: { processors: 1, workerMemory: 256 * 2 ** 20, killGrace: 60 } })
  await page.evaluate(async (text) => {
    const settings = { axis: 'pool-size', values: [1], poolSize: null, repeats: 1, warmups: 0 } as const
    await window.lab.command('updateSettings', { processLimit: 7 })
    await window.lab.command('startSweep', { text, path: null, example: null, settings })
  }, greedy)
  const limits = { processes: 7, processors: 1, workerMemory: 256 * 2 ** 20, killGrace: 60 }
  await expect.poll(() => lastKept(page), { timeout: 60_000 }).toEqual({ kind: 'sweep', state: 'failed', limits })
  await page.evaluate(() =>
    window.lab.command('updateSettings', { processors: null, workerMemory: null, killGrace: 500, processLimit: 80 }),
  )
})

test('words are found in the console, over all of its lines', async ({ lab }) => {
  const { page } = lab
  await lab.open("for (let i = 0; i < 3000; i++) console.log(i % 100 === 7 ? 'found ' + i : 'line ' + i)\n")
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  const log = page.getByRole('log')
  await expect(log).toContainText('line 2999')
  await page.keyboard.press('Control+3')
  await page.keyboard.press('Control+F')
  const bar = page.getByRole('search')
  await expect(bar.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('FOUND')
  await expect(bar.getByRole('status')).toHaveText('1 of 30 lines')
  await expect(log).toContainText('found 7')
  await page.keyboard.press('Shift+Enter')
  await expect(bar.getByRole('status')).toHaveText('30 of 30 lines')
  await expect(log).toContainText('found 2907')
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('console-found-here')?.size)).toBe(1)
  await lab.screenshot('12-console-find')
  await log.focus()
  await page.keyboard.press('Control+f')
  await expect(bar.getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await expect(log).toBeFocused()
  // From its buttons too.
  await page.keyboard.press('Control+f')
  await page.keyboard.type('found')
  await page.keyboard.press('Tab')
  await expect(bar.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await expect(log).toBeFocused()
})

test('the help is searched, and leads to the names of the library', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('F1')
  const help = page.getByRole('dialog', { name: 'Help' })
  await expect(help.getByRole('navigation').getByRole('button')).not.toHaveCount(1)
  await page.keyboard.type('imapUnordered')
  await help.getByRole('navigation').getByRole('button').first().click()
  await expect(help.getByRole('article')).toContainText('imapUnordered')
  await lab.screenshot('13-help')
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  // What is typed at once is meant for the dialog.
  await page.keyboard.press('F1')
  await page.keyboard.type('RLock')
  await expect(help.getByRole('searchbox')).toHaveValue('RLock')
  await page.keyboard.press('Escape')
})
