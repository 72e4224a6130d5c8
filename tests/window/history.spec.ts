import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { LabWindow } from './lab'
import { launch, temporaryFolder } from './lab'

const ALL = { search: '', limit: null, offset: 0 }

const list = (lab: LabWindow, search = '') =>
  lab.page.evaluate(
    async (query) => {
      const answer = await window.lab.command('listHistory', query)
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value
    },
    { ...ALL, search },
  )

test('a run of the window is kept, is there after a restart as it was, and can be named and removed', async () => {
  const userData = temporaryFolder()
  const first = await launch(userData)
  await first.open(`console.log('kept')\n`)
  await first.page.evaluate(() => {
    const changes = { count: 0 }
    Object.assign(window, { changes })
    window.lab.on('history-changed', () => changes.count++)
  })
  await first.page.keyboard.press('F5')
  await expect(first.status()).toHaveText('Finished')
  await expect.poll(async () => (await list(first)).entries[0]?.state).toBe('finished')
  expect(
    await first.page.evaluate(() => (window as unknown as { changes: { count: number } }).changes.count),
  ).toBeGreaterThan(0)
  const [entry] = (await list(first)).entries
  const id = entry?.id ?? ''
  await first.page.evaluate((one) => window.lab.command('renameEntry', { id: one, name: 'Base line' }), id)
  await first.app.close()

  const second = await launch(userData)
  expect((await list(second, 'base line')).entries).toEqual([{ ...entry, name: 'Base line' }])
  const whole = await second.page.evaluate((one) => window.lab.command('readEntry', { id: one }), id)
  expect(whole).toMatchObject({
    ok: true,
    value: {
      kind: 'run',
      script: { text: `console.log('kept')\n` },
      console: { lines: [{ name: 'MainProcess', text: 'kept' }], missingLines: 0, wasDirect: false },
      telemetry: { batches: expect.arrayContaining([expect.objectContaining({ runId: id })]) },
    },
  })
  await second.page.evaluate((one) => window.lab.command('removeEntries', { ids: [one] }), id)
  expect((await list(second)).total).toBe(0)
  await second.page.evaluate((one) => window.lab.command('restoreEntries', { ids: [one] }), id)
  expect((await list(second)).total).toBe(1)
  await second.app.close()

  writeFileSync(path.join(userData, 'history.sqlite'), 'no database\n'.repeat(1000))
  const third = await launch(userData)
  await expect(third.page.getByRole('alert').filter({ hasText: 'The history was damaged' })).toBeVisible()
  expect(readdirSync(userData).filter((name) => /^history.*damaged/.test(name)).length).toBe(1)
  expect((await list(third)).total).toBe(0)
  await third.app.close()
  rmSync(userData, { recursive: true, force: true })
})
