import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, launch, temporaryFolder, test } from './lab'

test('the page has no Node, may go nowhere, and reaches no network', async ({ lab }) => {
  const { page, complaints } = lab
  const found = await page.evaluate(async () => ({
    node: [typeof globalThis.process, typeof (globalThis as { require?: unknown }).require],
    bridge: Object.keys(window).includes('lab'),
    window: window.open('https://example.com') === null,
    fetch: await fetch('https://example.com').then(
      () => 'answered',
      () => 'refused',
    ),
    script: await new Promise((resolve) => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      setTimeout(() => resolve('injected' in window))
    }),
    permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
  }))
  expect(found).toEqual({
    node: ['undefined', 'undefined'],
    bridge: true,
    window: true,
    fetch: 'refused',
    script: false,
    permission: 'denied',
  })
  complaints.length = 0
})

test('a command of another shape, or one that does not exist, is refused in a sentence', async ({ lab }) => {
  const answers = await lab.page.evaluate(async () => {
    const command = (window as unknown as { lab: { command(name: string, argument: unknown): Promise<unknown> } }).lab
      .command
    return Promise.all([
      command('fly', null),
      command('startRun', { text: 1 }),
      command('saveFile', { path: '/tmp/not-chosen.ts', suggestedName: 'a', text: '' }),
      command('openFile', { path: '/etc/passwd' }),
    ])
  })
  expect(answers).toEqual([
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining("'fly'") } },
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining('startRun') } },
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining('/tmp/not-chosen.ts') } },
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining('/etc/passwd') } },
  ])
})

test('every command can be reached from the palette, and the theme changes', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Control+Shift+P')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('option').first()).toBeVisible()
  await lab.screenshot('8-palette')
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
  const before = await theme()
  await page.keyboard.type('dark')
  await page.keyboard.press('Enter')
  await expect.poll(theme).not.toBe(before)
  await lab.resize(1920, 1080)
  await lab.screenshot('9-other-theme')
})

test('panes, theme and a hint that was closed come back after a restart; a damaged file of settings is kept aside', async () => {
  const userData = temporaryFolder()
  const first = await launch(userData)
  await first.page.getByRole('separator', { name: 'Width of the editor' }).focus()
  await first.page.keyboard.press('ArrowLeft')
  await first.page.getByRole('note').getByRole('button').click()
  await first.page.getByRole('button', { name: 'Dark theme' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await first.app.close()

  const second = await launch(userData)
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(second.page.getByRole('separator', { name: 'Width of the editor' })).toHaveAttribute(
    'aria-valuenow',
    '48',
  )
  await expect(second.page.getByRole('note')).toHaveCount(0)
  await second.app.close()

  writeFileSync(path.join(userData, 'settings.json'), '{ "theme": ')
  const third = await launch(userData)
  await expect(third.page.getByRole('alert').first()).toContainText('settings')
  expect(readdirSync(userData).filter((name) => /^settings.*damaged/.test(name)).length).toBe(1)
  await third.app.close()
  rmSync(userData, { recursive: true, force: true })
})

test('the page cannot leave its own address', async () => {
  const userData = temporaryFolder()
  const lab = await launch(userData)
  await lab.page.evaluate(() => void (location.href = 'https://example.com'))
  const seen = await lab.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  )
  expect(seen).toEqual(['lab://app/index.html'])
  const closed = lab.app.waitForEvent('close')
  await lab.app.evaluate(({ app }) => app.quit())
  await closed
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
