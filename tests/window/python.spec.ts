/** Python scripts in the window: opened, run, marked and asked for input. */
import { expect, test } from './lab'

/** Milliseconds: the first processes of Python come up without spares. */
const START = 60_000

test.describe.configure({ timeout: 2 * START })

const POOL = `from multiprocessing import Pool


def square(n):
    return n * n


if __name__ == '__main__':
    with Pool(2) as pool:
        print(pool.map(square, range(5)))
`

test('a .py file is opened, says its language, runs a pool, and its processes are seen', async ({ lab }) => {
  const { page } = lab
  await lab.open(POOL, 'squares.py')
  const editor = page.getByRole('region', { name: 'Editor' })
  await expect(editor.locator('header')).toContainText('Python')
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished', { timeout: START })
  await expect(page.getByRole('log')).toContainText('[0, 1, 4, 9, 16]')
  await page.keyboard.press('Control+5')
  for (const name of ['MainProcess', 'SpawnPoolWorker-1', 'SpawnPoolWorker-2'])
    await expect(page.locator('#drawer-panel')).toContainText(name)
  await lab.screenshot('python')
})
