import type { Locator } from '@playwright/test'
import { expect, test, type LabWindow } from './lab'

/** Megabytes that main and the page hold, garbage collected, and those that the system counts for the page. */
async function memoryOf({ app, page }: LabWindow): Promise<{ main: number; page: number; resident: number }> {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('HeapProfiler.collectGarbage')
  const { usedSize } = await inspector.send('Runtime.getHeapUsage')
  await inspector.detach()
  const [main, resident] = await app.evaluate(({ app: electron }) => {
    const sizes = Object.fromEntries(electron.getAppMetrics().map(({ type, memory }) => [type, memory.workingSetSize]))
    return [sizes['Browser'] ?? 0, sizes['Tab'] ?? 0] as const
  })
  const [mainSize, residentSize] = [main, resident].map((kilobytes) => Math.round(kilobytes / 1024))
  return { main: mainSize ?? 0, page: Math.round(usedSize / 1e6), resident: residentSize ?? 0 }
}

/** Of the mark beside a process's name. */
function colourOf(row: Locator): Promise<string> {
  return row.locator('.swatch').evaluate((swatch) => getComputedStyle(swatch).backgroundColor)
}

test('the console survives a million lines and says how many it no longer keeps', async ({ lab }) => {
  test.setTimeout(120_000)
  const { page } = lab
  await lab.open(`
    const line = 'a line of some forty characters, number '
    for (let i = 0; i < 1_000_000; i += 1000) {
      let text = ''
      for (let k = i; k < i + 1000; k++) text += line + k + '\\n'
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    }
  `)
  const before = await memoryOf(lab)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished', { timeout: 100_000 })
  await expect(page.getByRole('note').filter({ hasText: 'no longer kept' })).toHaveText(/900.000 older of 1.000.000/)
  await expect(page.getByRole('log')).toContainText('number 999999')
  const after = await memoryOf(lab)
  process.stdout.write(`    memory before and after a million lines, MB: ${JSON.stringify({ before, after })}\n`)
  expect(after.main).toBeLessThan(before.main + 150)
  expect(after.page).toBeLessThan(before.page + 60)
  expect(after.resident).toBeLessThan(700)
  await lab.screenshot('7-million-lines')
})

test('each line has its process’s name and colour, and lines are filtered by text and by process', async ({ lab }) => {
  const { page } = lab
  await lab.open(`
    import { Process } from 'multiprocessing'
    function work() { console.log('from the child'); console.error('an error of the child') }
    if (import.meta.main) {
      console.log('from the parent')
      const p = new Process({ target: work, name: 'Child' })
      p.start()
      await p.join()
    }
  `)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  const log = page.getByRole('log')
  await expect(log).toContainText('an error of the child')
  const lanes = page.getByRole('group', { name: /^Timeline/ }).getByRole('listitem')
  for (const [name, text] of [
    ['MainProcess', 'from the parent'],
    ['Child', 'from the child'],
  ] as const) {
    const line = log.locator('.line').filter({ hasText: text })
    await expect(line.locator('.name')).toHaveText(name)
    await expect(line.locator('.time')).toHaveText(/^\d\d:\d\d\.\d{3}$/)
    expect(await colourOf(line)).toBe(await colourOf(lanes.filter({ hasText: name })))
  }
  expect(await colourOf(lanes.first())).not.toBe(await colourOf(lanes.last()))
  await page.getByLabel('Show only lines of').selectOption({ label: 'Child' })
  await expect(log).not.toContainText('from the parent')
  await page.getByLabel('Show only lines with').fill('error')
  await expect(log).not.toContainText('from the child')
  await expect(log).toContainText('an error of the child')
  await page.getByLabel('Show only lines with').fill('')
  await page.getByLabel('Show only lines of').selectOption({ label: 'All processes' })
  await expect(log).toContainText('from the parent')
  await page.keyboard.press('Control+K')
  await expect(log).toContainText('appears here')
})
