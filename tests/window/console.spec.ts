import { expect, test } from './lab'

test('the console survives a million lines and says how many it no longer keeps', async ({ lab }) => {
  test.setTimeout(120_000)
  const { app, page } = lab
  await lab.open(`
    const line = 'a line of some forty characters, number '
    for (let i = 0; i < 1_000_000; i += 1000) {
      let text = ''
      for (let k = i; k < i + 1000; k++) text += line + k + '\\n'
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    }
  `)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished', { timeout: 100_000 })
  await expect(page.getByRole('note').filter({ hasText: 'no longer kept' })).toHaveText(/900.000 older of 1.000.000/)
  await expect(page.getByRole('log')).toContainText('number 999999')
  const megabytes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ type, memory }) => [type, Math.round(memory.workingSetSize / 1024)]),
  )
  for (const [type, size] of megabytes) if (type === 'Tab' || type === 'Browser') expect(size).toBeLessThan(700)
  await lab.screenshot('7-million-lines')
})

test('lines are filtered by text and by process', async ({ lab }) => {
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
