/** The product around the lab: the welcome, several windows, what comes back, and what bad input gets. */
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './lab'

/** Does something that opens a window, and answers its page once it has an editor. */
async function windowFrom(app: ElectronApplication, act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), act()])
  await page.locator('.monaco-editor .view-line').first().waitFor()
  return page
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const alert = (page: Page, hasText: string) => page.getByRole('alert').filter({ hasText })
const runButton = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: 'Run', exact: true })

test('the first start says what this is, and how to begin; then it is gone until it is asked for', async ({ lab }) => {
  const { page } = lab
  const welcome = page.getByRole('region', { name: 'Welcome' })
  await expect(welcome).toContainText('real processes')
  await expect(welcome.getByRole('group', { name: 'As found on this machine' })).toContainText(/Pool size\s*\d+/)
  await lab.screenshot('0-welcome')
  await welcome.getByRole('button', { name: 'Close for good' }).click()
  await expect(welcome).toHaveCount(0)
  await expect(page.getByRole('tab', { name: 'Welcome' })).toHaveCount(0)
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('welcome')
  await page.keyboard.press('Enter')
  await expect(welcome).toBeVisible()
  await welcome.getByRole('button', { name: /^Run the example/ }).click()
  await expect(lab.status()).toHaveText(/Running|Finished/)
  await expect(welcome).toHaveCount(0)
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('a second window has a document of its own; what runs in one is said in the other, and ends with it', async ({
  lab,
}) => {
  const { app, page } = lab
  await lab.open('while (true) await new Promise((resolve) => setTimeout(resolve, 1000))\n', 'first.ts')
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
