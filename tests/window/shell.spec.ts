import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from '@playwright/test'
import { electronExecutable } from '../../scripts/setup/electron.mjs'
import { ENDLESS } from './endless'
import { expect, launch, temporaryFolder, test } from './lab'

test('every command can be reached from the palette, and the theme changes', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Control+Shift+P')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('option').first()).toBeVisible()
  await lab.screenshot('8-palette')
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
  const before = await theme()
  await page.keyboard.type('no such command')
  await expect(palette.getByRole('status')).toHaveText('No command has these words in its name.')
  for (const key of ['ArrowDown', 'ArrowUp', 'Control+A']) await page.keyboard.press(key)
  await page.keyboard.type('dark')
  await page.keyboard.press('Enter')
  await expect.poll(theme).not.toBe(before)
  await lab.resize(1920, 1080)
  await lab.screenshot('9-other-theme')
})

test('the theme is the system’s, as it changes, unless one is chosen', async ({ lab }) => {
  const { app, page } = lab
  const html = page.locator('html')
  const system = (theme: 'light' | 'dark') =>
    app.evaluate(({ nativeTheme }, wanted) => void (nativeTheme.themeSource = wanted), theme)
  const choose = async (theme: string) => {
    await page.keyboard.press('Control+,')
    await page.getByRole('dialog', { name: 'Settings' }).getByLabel('Theme').selectOption({ label: theme })
    await page.keyboard.press('Escape')
  }
  await choose('As the system')
  for (const theme of ['dark', 'light', 'dark'] as const) {
    await system(theme)
    await expect(html).toHaveAttribute('data-theme', theme)
    const background = await page
      .locator('.monaco-editor')
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor)
    expect(background).toBe(theme === 'dark' ? 'rgb(26, 29, 32)' : 'rgb(255, 255, 255)')
  }
  await choose('Light')
  await expect(html).toHaveAttribute('data-theme', 'light')
  await system('dark')
  await expect(html).toHaveAttribute('data-theme', 'light')
})

test('where the system asks for reduced motion, nothing moves but the data', async ({ lab }) => {
  const { page } = lab
  for (const [reducedMotion, said] of [
    ['no-preference', 'Not asked for by the system'],
    ['reduce', 'Asked for by the system'],
  ] as const) {
    await page.emulateMedia({ reducedMotion })
    await page.reload()
    await page.locator('.monaco-editor .view-line').first().waitFor()
    await page.keyboard.press('Control+,')
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('searchbox').fill('motion')
    await expect(settings.getByText(said, { exact: true })).toBeVisible()
    await settings.getByRole('searchbox').fill('')
    await page.keyboard.press('Escape')
    await expect(settings).toHaveCount(0)
  }
  await lab.open(ENDLESS)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  await page.keyboard.press('Control+2')
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('the page has V8 compile late, by flags that this V8 knows', async ({ lab }) => {
  const given = await lab.app.evaluate(({ app }) => app.commandLine.getSwitchValue('js-flags'))
  const { stdout } = spawnSync(electronExecutable(), ['--v8-options'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  })
  const flags = given.split(' ').map((flag) => flag.split('=')[0])
  expect(flags).toHaveLength(2)
  for (const flag of flags) expect(stdout).toContain(`${flag} (`)
})

test('panes are resized by pointer and keys, and a double click resets them', async ({ lab }) => {
  const { page } = lab
  await lab.resize(1280, 800)
  const columns = page.getByRole('separator', { name: 'Width of the editor' })
  const rows = page.getByRole('separator', { name: 'Height of the output' })
  const drag = async (grip: Locator, x: number, y: number) => {
    const box = await grip.boundingBox()
    if (box === null) throw new Error('the grip is not to be seen')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(x, y, { steps: 3 })
    await page.mouse.up()
  }
  await drag(columns, 1280 * 0.3, 300)
  await expect(columns).toHaveAttribute('aria-valuenow', '30')
  expect((await page.getByRole('region', { name: 'Editor' }).boundingBox())?.width).toBeCloseTo(1280 * 0.3, -1)
  await drag(rows, 300, 500)
  await expect(rows).toHaveAttribute('aria-valuenow', /^(59|60)$/)
  await rows.press('ArrowDown')
  await expect(rows).toHaveAttribute('aria-valuenow', /^(61|62)$/)
  // Below the least width the pane stays.
  await drag(columns, 20, 300)
  await expect(columns).toHaveAttribute('aria-valuenow', '15')
  await columns.dblclick()
  await expect(columns).toHaveAttribute('aria-valuenow', '50')
  await rows.dblclick()
  await expect(rows).toHaveAttribute('aria-valuenow', '70')
})

test('panes, theme and a welcome that was closed come back after a restart; a file of settings from the future is kept, a damaged one aside', async () => {
  const userData = temporaryFolder()
  const first = await launch(userData)
  await first.page.getByRole('separator', { name: 'Width of the editor' }).focus()
  await first.page.keyboard.press('ArrowLeft')
  await first.page.getByRole('button', { name: 'Close for good' }).click()
  await first.page.getByRole('button', { name: 'Dark theme' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await first.app.close()

  // As a later version would leave it.
  const file = path.join(userData, 'settings.json')
  const settings = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({ ...settings(), lenses: ['heat'] }))
  const second = await launch(userData)
  await expect(second.page.getByRole('alert').filter({ hasText: 'does not know: lenses' })).toBeVisible()
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(second.page.getByRole('separator', { name: 'Width of the editor' })).toHaveAttribute(
    'aria-valuenow',
    '48',
  )
  await expect(second.page.getByRole('region', { name: 'Welcome' })).toHaveCount(0)
  await second.app.close()

  expect(settings()).toMatchObject({ theme: 'dark', lenses: ['heat'] })
  writeFileSync(file, '{ "theme": ')
  const third = await launch(userData)
  await expect(third.page.getByRole('alert').filter({ hasText: 'The settings file could not be read' })).toBeVisible()
  expect(readdirSync(userData).filter((name) => /^settings.*damaged/.test(name)).length).toBe(1)
  await third.app.close()

  const fourth = await launch(userData)
  await expect(fourth.page.getByRole('region', { name: 'Welcome' })).toBeVisible()
  await expect(fourth.page.getByRole('alert').filter({ hasText: 'settings' })).toHaveCount(0)
  await fourth.app.close()
  rmSync(userData, { recursive: true, force: true })
})

test('closing the window in the middle of a run leaves no process', async () => {
  const userData = temporaryFolder()
  const lab = await launch(userData)
  await lab.page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Running')
  const pids = await lab.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  await lab.app.close()
  const alive = pids.filter((pid) => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  })
  expect(alive).toEqual([])
  rmSync(userData, { recursive: true, force: true })
})
