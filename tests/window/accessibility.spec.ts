import type { Page } from '@playwright/test'
import { audit, command, dialog, keepTabs, leave, press, reach, tab, type View } from './audit'
import { expect, test, type LabWindow } from './lab'

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

async function besideTwin(page: Page): Promise<void> {
  await page.keyboard.press('Control+e')
  await page.getByRole('combobox', { name: 'Search' }).fill('01 hello')
  await page.keyboard.press('Shift+Enter')
  await page.getByRole('region', { name: 'Python twin' }).locator('.view-line').first().waitFor()
}
async function findNoCommand(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+P')
  await page.getByRole('combobox', { name: 'Command' }).fill('no such command')
}
async function openLesson(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+L')
  await page.getByRole('region', { name: 'Lesson' }).waitFor()
}
const askForTheEnd = press('Control+5', 'Home', 'Delete')
async function askWhy(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F6')
  const why = page.getByRole('complementary', { name: 'Explanations' }).getByRole('button', { name: 'Why?' })
  if ((await why.getAttribute('aria-expanded')) === 'false') await why.press('Enter')
}
async function closeAll(page: Page): Promise<void> {
  const close = page.getByRole('complementary', { name: 'Explanations' }).getByRole('button', { name: 'Close' })
  while (await close.isVisible()) await close.press('Enter')
}
async function openOldest(page: Page): Promise<void> {
  await page.keyboard.press('Control+6')
  await expect(page.getByRole('listbox', { name: 'Kept runs and comparisons' })).toBeFocused()
  await press('End', 'Enter')(page)
  await page.getByRole('note', { name: 'Kept entry' }).waitFor()
  // The type checker has found what nobody uses.
  await page.locator('.squiggly-inline-unnecessary').first().waitFor()
}
const askToSave = press('Control+1', 'Space', 'Control+n')
async function saveNothing(page: Page): Promise<void> {
  await leave(page)
  await press('Control+1', 'Control+z')(page)
  await expect(page.getByTitle('Changes are not saved')).toHaveCount(0)
}
const DIALOGS = [
  dialog('Help', press('F1')),
  dialog('Settings', press('Control+,')),
  dialog('Commands', press('Control+Shift+P')),
  dialog('Commands', findNoCommand),
  dialog('Lessons and examples', press('Control+e')),
  dialog('Progress in lessons', command('progress in')),
]
const SIZE = dialog('Size of the history', (page) => page.getByTitle("Limit the history's size").click())
const WHOLE: View = { name: 'the window', open: () => Promise.resolve() }

/** Each size once, so that there is an answer with its curves, figures and doubts. */
async function compare({ open, page, status }: LabWindow): Promise<void> {
  await open(SHORT)
  await page.keyboard.press('F6')
  for (const [name, text] of Object.entries({ Sizes: '1-2', Repeats: '1', 'Warm-ups': '0' }))
    await page.getByRole('textbox', { name, exact: true }).fill(text)
  await page.keyboard.press('Enter')
  await expect(status()).toHaveText('Comparing')
  await expect(status()).not.toHaveText('Comparing', { timeout: 60_000 })
  await page.getByRole('group', { name: 'Answer' }).waitFor()
}
/** All that the history has, as a report with both kinds is laid out. */
async function layOut({ app, page }: LabWindow): Promise<void> {
  const listed = await page.evaluate(() => window.lab.command('listHistory', { search: '', limit: null, offset: 0 }))
  if (!listed.ok) throw new Error(listed.error.message)
  const ids = listed.value.entries.map(({ id }) => id)
  await app.evaluate(({ BrowserWindow }, all) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('lab:entries-opened', { ids: all })
  }, ids)
  await page.getByRole('region', { name: 'Difference of the scripts' }).waitFor()
}

test.describe.configure({ timeout: 240_000 })

test('an empty window and its dialogs have no fault that axe finds, in three themes', async ({ lab }) => {
  await lab.resize(1280, 800)
  await audit(lab, [
    WHOLE,
    ...TABS.map(tab),
    { name: 'Welcome', within: '.faces', open: command('welcome') },
    { name: 'Comparison', within: '.faces', open: press('F6') },
    ...DIALOGS,
    { name: 'a script beside its Python twin', within: '.pair', open: besideTwin, close: press('Control+Shift+E') },
  ])
})

test('a run with a deadlock, a dead worker and errors has none either, while it goes on', async ({ lab }) => {
  const { page } = lab
  await lab.open(BUSY)
  await page.keyboard.press('F5')
  await expect(page.getByRole('alert', { name: 'Deadlock' })).toBeVisible()
  await page.keyboard.press('Control+2')
  await audit(lab, [
    WHOLE,
    ...TABS.map(tab),
    { name: 'an explanation', within: 'aside', open: askWhy },
    dialog('End the run', askForTheEnd),
  ])
  await reach(lab, [{ name: 'an explanation', within: 'aside', open: askWhy, close: closeAll }, WHOLE])
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
  const choice = page.getByRole('radiogroup', { name: 'Processors or memory' })
  const memory: View = {
    name: 'memory over time',
    within: '#charts',
    open: () => choice.getByText('Memory').click(),
    close: () => choice.getByText('CPU per core').click(),
  }
  await audit(lab, [
    WHOLE,
    memory,
    table,
    ...TABS.map(tab),
    dialog(
      'What would CPython do?',
      press('Control+1', 'Control+Home', ...Array<string>(9).fill('ArrowRight'), 'Shift+F1'),
    ),
    dialog('Unsaved changes', askToSave, saveNothing),
    { name: 'a lesson', within: '.lesson', open: openLesson, close: press('Control+Shift+L') },
  ])
})

test('what is kept, compared and laid side by side has none either', async ({ lab }) => {
  await compare(lab)
  await audit(lab, [
    { name: 'an answer', within: '.faces', open: press('F6') },
    { name: 'a kept run', open: openOldest, close: command('back from') },
    { name: 'side by side', within: '.faces', open: () => layOut(lab) },
    SIZE,
  ])
})

test('at twice the size nothing is cut off, and all can be reached', async ({ lab }) => {
  await closeAll(lab.page)
  await tab('History').open(lab.page)
  await keepTabs(lab)
  await reach(lab, [
    WHOLE,
    ...TABS.map(tab),
    { name: 'Welcome', within: '.faces', open: command('welcome') },
    { name: 'an answer', within: '.faces', open: press('F6') },
    { name: 'a kept run', open: openOldest, close: command('back from') },
    { name: 'side by side', within: '.faces', open: () => layOut(lab) },
    { name: 'a script beside its Python twin', open: besideTwin, close: press('Control+Shift+E') },
    { name: 'a lesson', open: openLesson, close: press('Control+Shift+L') },
    {
      name: 'a lesson above the console',
      open: press('Control+Shift+L', 'Control+3'),
      close: press('Control+Shift+L'),
    },
    ...DIALOGS,
  ])
})
