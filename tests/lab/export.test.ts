/** `parallab runs export` writes every format, and `import` takes over what another history has written. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportedDocument } from '../../protocol/export'
import type { HistoryPage } from '../../protocol/history'
import { parallabWith } from './parallab'

const POOL = `
  import { Pool } from 'multiprocessing'
  function square(n: number) {
    const end = performance.now() + 40
    while (performance.now() < end);
    return n * n
  }
  if (import.meta.main) {
    await using pool = new Pool(2)
    console.log((await pool.map(square, [1, 2, 3, 4], 1)).join())
  }
`

let folder = ''
let id = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-test-'))
  await writeFile(at('pool.ts'), POOL)
  expect((await parallabWith(at('data'), 'run', at('pool.ts'), '--json')).code).toBe(0)
  const { stdout } = await runs('list', '--json')
  id = (JSON.parse(stdout) as HistoryPage).entries[0]?.shortId ?? ''
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (name: string) => path.join(folder, name)
const runs = (...words: string[]) => parallabWith(at('data'), 'runs', ...words)
const document = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as ExportedDocument

test('every format of a run, into a folder', async () => {
  const out = `${at('out')}${path.sep}`
  for (const format of ['html', 'json', 'csv', 'svg', 'png', 'trace']) {
    const { code, stderr, stdout } = await runs('export', id, '--format', format, '--output', out)
    expect({ format, code, stderr }).toEqual({ format, code: 0, stderr: '' })
    expect(stdout).toContain(out)
  }
  // So short a run may have been looked at once, which is no chart of its depth.
  const names = (await readdir(out)).filter((name) => !/-depth\.(svg|png)$/.test(name))
  expect(names.sort()).toEqual(
    [
      ...['depths', 'durations', 'maps', 'processes', 'shared', 'uses', 'tasks', 'telemetry', 'waits'].map(
        (table) => `pool-${id}-${table}.csv`,
      ),
      ...['memory', 'pool-2-waits', 'processes', 'processors', 'throughput'].flatMap((chart) => [
        `pool-${id}-${chart}.png`,
        `pool-${id}-${chart}.svg`,
      ]),
      `pool-${id}.html`,
      `pool-${id}.json`,
      `pool-${id}.trace.json`,
    ].sort(),
  )
  const read = (name: string) => readFile(path.join(out, name))
  const rows = (await read(`pool-${id}-tasks.csv`)).toString().trimEnd().split('\r\n')
  expect([rows[0], rows.length]).toEqual([
    'process,map,index,count,start,end,failed,attempt,in_bytes,out_bytes,decode,encode,given,result,chunks,busy',
    5,
  ])
  const png = await read(`pool-${id}-processors.png`)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  // Width and height: twice those of the figure.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 560])
  expect((await read(`pool-${id}-processes.svg`)).toString()).toMatch(/^<svg [^]*MainProcess[^]*<\/svg>\n$/)
  const { traceEvents } = JSON.parse((await read(`pool-${id}.trace.json`)).toString()) as {
    traceEvents: { ph: string; cat?: string; name: string; dur?: number }[]
  }
  const tasks = traceEvents.filter(({ ph, cat }) => ph === 'X' && cat === 'task')
  expect(tasks.map(({ name }) => name)).toEqual(['square', 'square', 'square', 'square'])
  // At least so long did each task turn; microseconds.
  expect(tasks.every(({ dur = 0 }) => dur >= 40_000)).toBe(true)
})

test('what was written is taken over by another history, once, as it was', async () => {
  const file = at('one.json')
  expect((await runs('export', id, '--format', 'json', '-o', file)).stdout).toBe(`${file}\n`)
  const other = (...words: string[]) => parallabWith(at('other'), 'runs', ...words)
  expect((await other('import', file)).stdout).toMatch(/^[0-9a-f]{4,} imported\n$/)
  // The report holds the same.
  expect((await other('import', path.join(at('out'), `pool-${id}.html`))).stdout).toMatch(
    /^[0-9a-f]{4,} was here already\n$/,
  )
  await other('export', id, '--format', 'json', '-o', at('again.json'))
  const [first, again] = [await document(file), await document(at('again.json'))]
  expect(again).toEqual({
    ...first,
    entries: [{ ...first.entries[0], entry: { ...first.entries[0]?.entry, bytes: again.entries[0]?.entry.bytes } }],
  })
})

test('what cannot be read or written is said in a line', async () => {
  await writeFile(at('forged.html'), '<script>process.exit(7)</script>')
  expect(await runs('import', at('forged.html'))).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'parallab: forged.html is no report or JSON file of Parallab, or only a part of one.\n',
  })
  expect((await runs('import', at('missing.json'))).stderr).toMatch(/missing\.json cannot be read: ENOENT/)
  const inFile = path.join(at('pool.ts'), 'a.json')
  expect(await runs('export', id, '--format', 'json', '--output', inFile)).toMatchObject({
    code: 1,
    stderr: `parallab: ${inFile} was not written: a file stands where its folder should.\n`,
  })
  expect(await runs('export', id, '--format', 'svg', '--part', 'pie')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/: there is no 'pie', only processes, processors, throughput, memory, pool-2-waits/),
  })
  expect(await runs('export', id, '--format', 'svg', '--output', at('all.svg'))).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^parallab: these are \d files: name one by --part \(processes, .+\), or a folder by --output\n$/,
    ),
  })
})
