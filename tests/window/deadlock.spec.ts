import { expect, test } from './lab'

const DEADLOCK = `import { Barrier, Lock, Process } from 'multiprocessing'
async function work(first, second, both) {
  await first.acquire()
  await both.wait()
  await second.acquire()
}
if (import.meta.main) {
  const a = new Lock()
  const b = new Lock()
  const both = new Barrier(2)
  const one = new Process({ target: work, args: [a, b, both], name: 'Worker-1' })
  const two = new Process({ target: work, args: [b, a, both], name: 'Worker-2' })
  one.start()
  two.start()
  await one.join()
  await two.join()
}
`

test('a deadlock is said in one sentence, marked at its lines, and can be broken', async ({ lab }) => {
  const { page } = lab
  await lab.open(DEADLOCK)
  await page.keyboard.press('F5')
  const banner = page.getByRole('alert', { name: 'Deadlock' })
  await expect(banner).toContainText(
    'Worker-2 waits for lock a (line 5), held by Worker-1, which waits for lock b (line 5), held by Worker-2.',
  )
  await expect(banner).toContainText('Break it: the wait of Worker-2 throws a DeadlockError.')
  const words = page.locator('.present .stuck-words')
  // The editor cuts long words in pieces, and its spaces do not break.
  const said = async () => (await words.allInnerTexts()).join('').replaceAll('\u00a0', ' ')
  await expect.poll(said).toContain('Worker-1 waits here for lock b; Worker-2 waits here for lock a')
  await expect(page.locator('.present .stuck-line')).toHaveCount(1)
  await lab.screenshot('20-deadlock')
  await banner.getByRole('button', { name: 'line 5' }).first().click()
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('5:3')
  await page.keyboard.press('Control+4')
  await expect(page.getByRole('tabpanel', { name: 'Problems' })).toContainText('Deadlock: Worker-2 waits for lock a')
  await banner.getByRole('button', { name: 'Break it' }).click()
  await expect(banner).toHaveCount(0)
  await expect(lab.status()).toHaveText('Finished')
  await expect(words).toHaveCount(0)
  await expect(page.getByRole('tabpanel', { name: 'Problems' })).toContainText('Deadlock, broken')
})

test('a deadlock that is left is told no more, and goes on', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('F5')
  const banner = page.getByRole('alert', { name: 'Deadlock' })
  await banner.getByRole('button', { name: 'Leave it' }).click()
  await expect(banner).toHaveCount(0)
  await expect(page.locator('.present .stuck-line')).toHaveCount(1)
  await expect(lab.status()).toHaveText('Running')
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
})

test('a run that is stuck is stopped where its deadlock is told', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('F5')
  const banner = page.getByRole('alert', { name: 'Deadlock' })
  await banner.getByRole('button', { name: 'Stop' }).click()
  await expect(lab.status()).toHaveText('Stopped')
  await expect(banner).toHaveCount(0)
  await expect(page.locator('.present .stuck-line')).toHaveCount(0)
})
