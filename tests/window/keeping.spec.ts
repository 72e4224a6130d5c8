/** What outlives a crash, and what bad files and folders get: a sentence, and nothing is lost. */
import { existsSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, launch, temporaryFolder, test, type LabWindow } from './lab'

/** What a file holds, `''` while it is not there. */
const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Shows a file as a second start would; what the lab says of it may be that it cannot. */
const ask = ({ app }: LabWindow, file: string) =>
  app.evaluate(({ app: electron }, wanted) => {
    electron.emit('second-instance', {}, [], '', { file: wanted })
  }, file)

const ENDLESS = 'setInterval(() => undefined, 1000)\n'

const alert = (page: Page, hasText: string) => page.getByRole('alert').filter({ hasText })

test('what was typed and where the user was outlive a crash, and nothing runs by itself', async () => {
  const userData = temporaryFolder()
  const file = path.join(userData, 'endless.ts')
  writeFileSync(file, ENDLESS)
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
  await expect(page.getByRole('heading', { name: 'endless.ts', exact: true })).toBeVisible()
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
  const endless = path.join(place, 'endless.ts')
  writeFileSync(endless, ENDLESS)
  const lab = await launch(path.join(place, 'file', 'data'), [endless])
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
