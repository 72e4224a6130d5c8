import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseDocument } from '../../main/export/reading'
import { RUN, SWEEP } from '../../main/export/sample'
import { reportPage } from '../../main/report/page'
import { expect, test, type LabWindow } from './lab'

const SCRIPT = `import { Pool } from 'multiprocessing'
function square(n: number) {
  const end = performance.now() + 60
  while (performance.now() < end);
  return n * n
}
if (import.meta.main) {
  await using pool = new Pool(2)
  console.log((await pool.map(square, [1, 2, 3, 4], 1)).join())
}
`

/** The dialogs of the system answer with this path. */
async function answerDialogs({ app }: LabWindow, file: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
}

async function choose({ page }: LabWindow, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menu', { name: 'Export' }).getByRole('menuitem', { name: label }).click()
}

const text = (file: string) => readFileSync(file, 'utf8')

test('a run is exported in every format', async ({ lab }) => {
  const { page, userData } = lab
  await expect(page.getByRole('button', { name: 'Export' })).toBeDisabled()
  await lab.open(SCRIPT, 'squares.ts')
  await page.keyboard.press('F5')
  await expect(lab.status()).toHaveText('Finished')
  const folder = path.join(userData, 'out')
  mkdirSync(folder)
  const at = (name: string) => path.join(folder, name)
  const files = (pattern: RegExp) => readdirSync(folder).filter((name) => pattern.test(name))

  await page.getByRole('button', { name: 'Export' }).click()
  await expect(page.getByRole('menu', { name: 'Export' }).getByRole('menuitem')).toHaveCount(6)
  await lab.screenshot('export-menu')
  await page.keyboard.press('Escape')

  await answerDialogs(lab, at('report.html'))
  await choose(lab, 'Report (HTML)')
  await expect.poll(() => files(/html$/)).toEqual(['report.html'])
  expect(text(at('report.html'))).toContain('4 items in one call of a pool')
  expect(text(at('report.html')).replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/)

  await answerDialogs(lab, at('all.json'))
  await choose(lab, 'All data (JSON)')
  await expect.poll(() => files(/all\.json$/)).toEqual(['all.json'])
  expect(parseDocument(text(at('all.json')), 'all.json')).toEqual(parseDocument(text(at('report.html')), 'report.html'))

  await answerDialogs(lab, at('trace.json'))
  await choose(lab, 'Trace')
  await expect.poll(() => files(/trace\.json$/)).toEqual(['trace.json'])
  const { traceEvents } = JSON.parse(text(at('trace.json'))) as { traceEvents: { cat?: string; name: string }[] }
  expect(traceEvents.filter(({ cat }) => cat === 'task').map(({ name }) => name)).toEqual(Array(4).fill('square'))

  await answerDialogs(lab, folder)
  await choose(lab, 'Tables (CSV)')
  await expect.poll(() => files(/csv$/).length).toBe(9)
  expect(text(at(files(/maps\.csv$/)[0] ?? ''))).toMatch(/^map,pool,name,.*\r\n\d+,\d+,square,2,4,4,0,/)
  await choose(lab, 'Charts (SVG)')
  await expect.poll(() => files(/(?:memory|pool-\d+-waits)\.svg$/).length).toBe(2)
  expect(text(at(files(/processes\.svg$/)[0] ?? ''))).toContain('>MainProcess</text>')
  await choose(lab, 'Charts (PNG)')
  await expect.poll(() => files(/(?:memory|pool-\d+-waits)\.png$/).length).toBe(2)
  expect(readFileSync(at(files(/memory\.png$/)[0] ?? '')).readUInt32BE(16)).toBe(1600)
})

test("Chrome's own viewer opens the trace without a complaint, with every task", async ({ lab }) => {
  const trace = text(path.join(lab.userData, 'out', 'trace.json'))
  const seen = await lab.app.evaluate(async ({ BrowserWindow }, json) => {
    // In a session of its own: the lab's loads nothing but the lab.
    const viewer = new BrowserWindow({
      show: false,
      webPreferences: { partition: 'viewer', backgroundThrottling: false },
    })
    viewer.showInactive()
    await viewer.loadURL('chrome://tracing')
    const found: unknown = await viewer.webContents.executeJavaScript(`(async () => {
      const until = async (there) => {
        while (!there()) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await until(() => window.profilingView !== undefined)
      await profilingView.setActiveTrace('trace.json', ${JSON.stringify(json)})
      await until(() => profilingView.timelineView?.model !== undefined)
      const { model } = profilingView.timelineView
      const names = [...model.getDescendantEvents()].map(({ title }) => title)
      const processes = Object.values(model.processes).map(({ name }) => name)
      return { complaints: model.importWarnings, processes, squares: names.filter((name) => name === 'square').length }
    })()`)
    viewer.destroy()
    return found
  }, trace)
  const processes = expect.arrayContaining(['Machine', 'MainProcess', expect.stringMatching(/^PoolWorker-/)]) as unknown
  // Four tasks, and the call.
  expect(seen).toEqual({ complaints: [], processes, squares: 5 })
})

test('a file that cannot be written is said in a sentence', async ({ lab }) => {
  const blocked = path.join(lab.userData, 'out', 'all.json', 'a.json')
  await answerDialogs(lab, blocked)
  await choose(lab, 'All data (JSON)')
  const alert = lab.page
    .getByRole('alert')
    .filter({ hasText: 'was not written: a file stands where its folder should.' })
  await expect(alert).toBeVisible()
  await alert.getByRole('button', { name: 'Close this line' }).click()
})

test('a report opens again, also in a lab that never ran it; a forged one is refused', async ({ lab }) => {
  const { page, userData } = lab
  const report = path.join(userData, 'out', 'report.html')
  // Another run's number, as a report from elsewhere has it.
  const [kept] = parseDocument(text(report), 'report.html')
  const id = kept?.entry.id ?? ''
  const foreign = path.join(userData, 'foreign.html')
  writeFileSync(foreign, text(report).replaceAll(id, `0000${id.slice(4)}`))
  await answerDialogs(lab, foreign)
  await page.keyboard.press('Control+O')
  await expect(page.getByRole('tab', { name: 'Kept run' })).toBeVisible()
  await expect(page.getByRole('log')).toContainText('1,4,9,16')
  await lab.screenshot('export-opened')

  const forged = path.join(userData, 'forged.html')
  writeFileSync(forged, text(report).replace('"kind":"run"', '"kind":"rum"'))
  await answerDialogs(lab, forged)
  await page.keyboard.press('Control+O')
  await expect(page.getByRole('alert').filter({ hasText: 'forged.html is damaged: at entries.0.kind' })).toBeVisible()
})

test('a comparison, and several side by side, come back from a report and are exported', async ({ lab }) => {
  const { page, userData } = lab
  const charts = path.join(userData, 'charts')
  mkdirSync(charts)
  const other = { ...SWEEP, entry: { ...SWEEP.entry, id: SWEEP.entry.id.replace(/^..../, 'b4a0'), name: 'After' } }
  const open = async (name: string, entries: Parameters<typeof reportPage>[0]) => {
    const file = path.join(userData, name)
    writeFileSync(file, reportPage(entries))
    await answerDialogs(lab, file)
    await page.keyboard.press('Control+O')
  }

  await open('sweep.html', [SWEEP])
  await expect(page.getByRole('tab', { name: 'Comparison', selected: true })).toBeVisible()
  await expect(page.getByRole('group', { name: 'Answer' })).toContainText('8 workers')
  await answerDialogs(lab, charts)
  await choose(lab, 'Charts (SVG)')
  await expect.poll(() => readdirSync(charts).length).toBe(3)
  const speedUp = readdirSync(charts).find((name) => name.endsWith('-speed-up.svg')) ?? ''
  expect(text(path.join(charts, speedUp))).toContain('Speed-up by pool size')

  await open('both.html', [SWEEP, other])
  await expect(page.getByRole('tab', { name: 'Side by side', selected: true })).toBeVisible()
  const again = path.join(userData, 'again.html')
  await answerDialogs(lab, again)
  await choose(lab, 'Report (HTML)')
  await expect.poll(() => readdirSync(userData)).toContain('again.html')
  expect(text(again)).toContain('2 side by side')

  const empty = { ...other, data: { ...SWEEP.data, repeats: [] } }
  await open('mixed.html', [RUN, empty, SWEEP])
  const beside = page.getByRole('tabpanel', { name: 'Side by side' })
  await expect(beside.locator('li b')).toHaveText(['A', 'B', 'C'])
  const measured = beside.getByRole('table', { name: 'Figures beside each other' }).last()
  await expect(measured.getByRole('columnheader').last()).toHaveText('C')
})

test('what is dropped on the window opens: a report, a script, a lesson, which is then among the user’s own', async ({
  lab,
}) => {
  const { app, page, userData } = lab
  const drop = async (...files: string[]) => {
    const devtools = await page.context().newCDPSession(page)
    const data = { items: [], files, dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
    await devtools.detach()
  }
  await drop(path.join(userData, 'sweep.html'))
  await expect(page.getByRole('tab', { name: 'Comparison', selected: true })).toBeVisible()
  const script = path.join(userData, 'dropped.ts')
  writeFileSync(script, 'console.log(12345)\n')
  await drop(script)
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('console.log(12345)')
  const lesson = path.join(userData, 'dropped-lesson')
  cpSync(new URL('../../lessons/04-queues', import.meta.url), lesson, { recursive: true })
  await drop(lesson)
  await expect(page.getByRole('region', { name: 'Lesson' })).toContainText('queue')
  expect(readdirSync(path.join(userData, 'lessons', 'dropped-lesson'))).toContain('lesson.md')
  await drop(lesson)
  await expect(page.getByRole('alert').filter({ hasText: 'a lesson dropped-lesson among yours already' })).toBeVisible()
  rmSync(path.join(userData, 'lessons'), { recursive: true })
  appendFileSync(path.join(lesson, 'script.ts'), Uint8Array.of(0))
  await drop(lesson)
  const refused = page
    .getByRole('alert')
    .filter({ hasText: 'was not added to your lessons: script.ts is a binary file' })
  await expect(refused).toBeVisible()
  expect(readdirSync(userData)).not.toContain('lessons')
  // Of several the first is shown here, each other in a window of its own.
  const files = ['first.ts', 'second.ts'].map((name) => path.join(userData, name))
  for (const file of files) writeFileSync(file, '')
  const [other] = await Promise.all([app.waitForEvent('window'), drop(...files)])
  await expect(page.getByRole('heading', { name: 'first.ts' })).toBeVisible()
  await expect(other.getByRole('heading', { name: 'second.ts' })).toBeVisible()
})
