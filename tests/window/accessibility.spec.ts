import axe from 'axe-core'
import type { Page } from '@playwright/test'
import { expect, test, type LabWindow } from './lab'

const THEMES = ['Light', 'Dark', 'High contrast'] as const
const TABS = ['Console', 'Problems', 'Processes', 'Sharing', 'Incidents', 'Selection', 'History'] as const

/** Everything at once: a pool, one worker killed, errors on both streams, a type that is wrong, at last a deadlock. */
const BUSY = `import { Barrier, Lock, Pool, Process } from 'multiprocessing'
const wrong: number = 'no number'
function risky(n: number) {
  if (n === 3) process.kill(process.pid, 'SIGKILL')
  return n
}
function throws() {
  throw new RangeError('thrown on purpose')
}
async function work(first: Lock, second: Lock, both: Barrier) {
  await first.acquire()
  await both.wait()
  await second.acquire()
}
if (import.meta.main) {
  const pool = new Pool({ processes: 2, retries: 0 })
  await pool.map(risky, [1, 2, 3, 4], 1).catch((error) => console.error(error.name))
  await pool.terminate()
  const failing = new Process({ target: throws, name: 'Failing' })
  failing.start()
  await failing.join()
  const [a, b, both] = [new Lock(), new Lock(), new Barrier(2)]
  const one = new Process({ target: work, args: [a, b, both], name: 'Worker-1' })
  const two = new Process({ target: work, args: [b, a, both], name: 'Worker-2' })
  one.start()
  two.start()
  await one.join()
}
`
const SHORT = `import { Pool } from 'multiprocessing'
function twice(n: number) {
  return 2 * n
}
if (import.meta.main) {
  await using pool = new Pool()
  console.log(await pool.map(twice, [1, 2, 3]))
}
`

interface View {
  readonly name: string
  /** What of the page it is; the whole of it if not said. */
  readonly within?: string
  open(page: Page): Promise<unknown>
  close?(page: Page): Promise<unknown>
}

const tab = (name: string): View => ({
  name: `${name} of the drawer`,
  within: '#drawer-panel',
  open: (page) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click(),
})
const dialog = (name: string, open: View['open']): View => ({
  name,
  within: 'dialog',
  open: async (page) => {
    await open(page)
    await page.getByRole('dialog', { name }).waitFor()
  },
  close: leave,
})
/** Closes a dialog; while it is in the page, it is what keys are meant for. */
async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog')).toHaveCount(0)
}

const press = (key: string) => (page: Page) => page.keyboard.press(key)
async function besideTwin(page: Page): Promise<void> {
  await page.keyboard.press('Control+e')
  await page.getByRole('combobox', { name: 'Search' }).fill('01 hello')
  await page.keyboard.press('Shift+Enter')
  await page.getByRole('region', { name: 'Python twin' }).locator('.view-line').first().waitFor()
}
async function openLesson(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('region', { name: 'Lesson' }).waitFor()
}
async function askForTheEnd(page: Page): Promise<void> {
  await page.keyboard.press('Control+5')
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
}
const WHOLE: View = { name: 'the window', open: () => Promise.resolve() }

async function audit({ page }: LabWindow, views: readonly View[]): Promise<void> {
  const found: string[] = []
  await page.evaluate(axe.source)
  for (const theme of THEMES) {
    await page.keyboard.press('Control+,')
    await page.getByRole('dialog', { name: 'Settings' }).getByLabel('Theme').selectOption({ label: theme })
    await leave(page)
    for (const view of views) {
      await view.open(page)
      for (const fault of await faultsOf(page, view)) found.push(`${theme}, ${view.name}: ${fault}`)
      await view.close?.(page)
    }
  }
  expect(found).toEqual([])
}

function faultsOf(page: Page, { within = 'html' }: View): Promise<string[]> {
  return page.evaluate(async (part) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(part)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
  }, within)
}

test.describe.configure({ timeout: 240_000 })

test('an empty window and its dialogs have no fault that axe finds, in three themes', async ({ lab }) => {
  await lab.resize(1280, 800)
  await audit(lab, [
    WHOLE,
    ...TABS.map(tab),
    { name: 'Comparison', within: '.faces', open: press('F6') },
    dialog('Help', press('F1')),
    dialog('Settings', press('Control+,')),
    dialog('Commands', press('Control+Shift+P')),
    dialog('Lessons and examples', press('Control+e')),
    { name: 'a script beside its Python twin', within: '.pair', open: besideTwin, close: press('Control+Shift+E') },
  ])
})

test('a run with a deadlock, a dead worker and errors has none either, while it goes on', async ({ lab }) => {
  const { page } = lab
  await lab.open(BUSY)
  await page.keyboard.press('F5')
  await expect(page.getByRole('alert', { name: 'Deadlock' })).toBeVisible()
  await page.keyboard.press('Control+2')
  await audit(lab, [WHOLE, ...TABS.map(tab), dialog('End the run', askForTheEnd)])
})

test('what has ended, and a lesson, have none either', async ({ lab }) => {
  const { page } = lab
  await page.keyboard.press('Shift+F5')
  await expect(lab.status()).toHaveText('Stopped')
  await lab.open(SHORT)
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  const table: View = {
    name: 'the charts as a table',
    within: '#charts',
    open: (page) => page.getByRole('button', { name: 'Table' }).click(),
    close: (page) => page.getByRole('button', { name: 'Table' }).click(),
  }
  await audit(lab, [
    WHOLE,
    table,
    ...TABS.map(tab),
    { name: 'a lesson', within: '.lesson', open: openLesson, close: press('Control+Shift+L') },
  ])
})
