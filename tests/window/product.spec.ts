/** The product around the lab: the welcome, several windows, what comes back, and what bad input gets. */
import { existsSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, launch, tabTo, temporaryFolder, test, type LabWindow } from './lab'

/** Does something that opens a window, and answers its page once it has an editor. */
async function windowFrom(app: ElectronApplication, act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), act()])
  await page.locator('.monaco-editor .view-line').first().waitFor()
  return page
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
/** What a file holds, `''` while it is not there. */
const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Shows a file as a second start would; what the lab says of it may be that it cannot. */
const ask = ({ app }: LabWindow, file: string) =>
  app.evaluate(({ app: electron }, wanted) => {
    electron.emit('second-instance', {}, [], '', { file: wanted })
  }, file)

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
  await expect(lab.status()).toHaveText('Stopped')
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

test('what was typed and where the user was outlive a crash, and nothing runs by itself', async () => {
  const userData = temporaryFolder()
  const file = path.join(userData, 'endless.ts')
  writeFileSync(file, 'setInterval(() => undefined, 1000)\n')
  const first = await launch(userData, [file])
  await first.page.keyboard.press('F5')
  await expect(first.status()).toHaveText('Running')
  await first.page.keyboard.press('Control+5')
  await expect.poll(() => textOf(path.join(userData, 'session.json'))).toContain('processes')
  await first.page.keyboard.press('Control+1')
  await first.page.keyboard.press('Control+Home')
  // Without a pause, which would be a moment to keep it.
  let typed = '// '
  await first.page.keyboard.type(typed)
  while (!textOf(path.join(userData, 'draft.json')).includes('// aaaa')) {
    await first.page.keyboard.type('a')
    typed += 'a'
  }
  const gone = first.app.waitForEvent('close')
  first.app.process().kill('SIGKILL')
  await gone

  const second = await launch(userData)
  const { app, page } = second
  await expect(heading(page, 'endless.ts')).toBeVisible()
  await expect(page.locator('.view-lines')).toContainText('// aaaa')
  await expect(page.getByTitle('Changes are not saved')).toBeVisible()
  await expect(page.getByRole('tab', { name: /^Processes/ })).toHaveAttribute('aria-selected', 'true')
  await expect(second.status()).toHaveText('Ready')

  // Another program writes the file, then takes it away.
  await page.keyboard.press('Control+S')
  await expect(page.getByTitle('Changes are not saved')).toHaveCount(0)
  expect(readFileSync(file, 'utf8')).toContain('// aaaa')
  writeFileSync(file, '// from outside\n')
  const banner = alert(page, 'was changed by another program')
  await expect(banner).toBeVisible()
  // Asked to open another, who opens none keeps the question.
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
  })
  await page.keyboard.press('Control+o')
  await page.getByRole('button', { name: "Don't save" }).press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(banner).toBeVisible()
  await banner.getByRole('button', { name: 'Reload' }).press('Enter')
  await expect(page.locator('.view-lines')).toContainText('// from outside')
  unlinkSync(file)
  await expect(alert(page, 'is no longer there')).toBeVisible()
  await page.keyboard.press('Control+S')
  await expect(alert(page, 'is no longer there')).toHaveCount(0)
  expect(readFileSync(file, 'utf8')).toBe('// from outside\n')

  // What cannot be written, and what is no script: a sentence, and the text is still there.
  const below = path.join(file, 'a.ts')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, below)
  await page.keyboard.press('Control+Shift+S')
  await expect(alert(page, `${below} was not saved: a file stands where its folder should`)).toBeVisible()
  for (const [name, content, sentence] of [
    ['binary.ts', Uint8Array.of(1, 0, 2), 'it is not UTF-8 text'],
    ['latin.ts', Uint8Array.of(0xe4, 0xf6), 'it is not UTF-8 text'],
    ['large.ts', '/'.repeat(6_000_000), 'it is larger than 5 MB'],
  ] as const) {
    const bad = path.join(userData, name)
    writeFileSync(bad, content)
    await ask(second, bad)
    await expect(alert(page, `${bad}: ${sentence}`)).toBeVisible()
  }
  await expect(page.locator('.view-lines')).toContainText('// from outside')
  await app.close()
  rmSync(userData, { recursive: true, force: true })
})

test('a data folder that cannot be written is said, and the lab works', async () => {
  const place = temporaryFolder()
  writeFileSync(path.join(place, 'file'), '')
  const lab = await launch(path.join(place, 'file', 'data'))
  const said = alert(lab.page, `The data folder ${path.join(place, 'file', 'data')} cannot be used`)
  await expect(said).toBeVisible()
  const [folder = ''] = /(?<=are kept in )\S+/.exec(await said.innerText()) ?? []
  await lab.page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  await lab.page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
  await expect.poll(() => textOf(path.join(folder, 'settings.json'))).toContain('welcome')
  await lab.app.close()
  for (const made of [folder, place]) rmSync(made, { recursive: true, force: true })
})
