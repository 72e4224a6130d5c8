/** The site of the documentation, as a browser shows it. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import { writeSite } from '../../scripts/docs/site.mjs'
import { expect, temporaryFolder, test } from './lab'

test('it is searched by keyboard, from its files alone; axe finds no fault in it', async ({ lab: { app } }) => {
  const folder = temporaryFolder()
  writeSite(folder)
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(
      async ({ BrowserWindow }, file) => {
        // As in a browser: a session of its own, and links lead on.
        const window = new BrowserWindow({ show: false, webPreferences: { partition: 'site' } })
        window.webContents.removeAllListeners('will-navigate')
        await window.loadFile(file)
      },
      path.join(folder, 'index.html'),
    ),
  ])
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox', { name: 'Search all pages' })).toBeFocused()
  await page.keyboard.type('LOCK held')
  const search = page.getByRole('search')
  await expect(search.getByRole('status')).toHaveText(/^\d+ parts$/)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes.map(({ html }) => html)])).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect(search.getByRole('status')).toHaveText('')
  await page.keyboard.type('boundedSemaphore')
  await page.keyboard.press('ArrowDown')
  const first = search.getByRole('link').first()
  await expect(first).toBeFocused()
  await expect(first).toHaveText('BoundedSemaphore The library')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/api\.html#boundedsemaphore$/)
  await expect(page.getByRole('heading', { name: 'BoundedSemaphore', exact: true })).toBeInViewport()
  expect(complaints).toEqual([])
  await page.close()
  rmSync(folder, { recursive: true })
})
