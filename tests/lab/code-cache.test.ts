import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runScript } from './parallab'

const folder = fileURLToPath(new URL('../../out/preload/', import.meta.url))
const caches = () => readdirSync(folder).filter((name) => name.endsWith('.cache'))

/** Runs until a spare has kept what it compiled. */
const UNTIL_KEPT = `
  import { readdirSync, statSync } from 'node:fs'
  import { setTimeout as sleep } from 'node:timers/promises'
  import { join } from 'node:path'
  const [folder] = process.argv.slice(2)
  const isKept = () => readdirSync(folder).some((name) => name.endsWith('.cache') && statSync(join(folder, name)).size > 10_000)
  for (let i = 0; i < 1500 && !isKept(); i++) await sleep(20)
  console.log(isKept() ? 'kept' : 'not kept')
`

test('processes run from the code that earlier ones compiled, and from the source where that is damaged or missing', async () => {
  for (const name of caches()) rmSync(path.join(folder, name))
  const missing = await runScript(UNTIL_KEPT, '--', folder)
  expect(missing).toEqual({ code: 0, stdout: 'kept\n', stderr: '' })
  const [name, ...more] = caches()
  expect(more).toEqual([])
  const file = path.join(folder, name as string)
  const good = readFileSync(file)
  for (const bad of [Buffer.from('no code'), Buffer.alloc(0), good.subarray(0, 5000)]) {
    writeFileSync(file, bad)
    expect(await runScript(UNTIL_KEPT, '--', folder)).toEqual({ code: 0, stdout: 'kept\n', stderr: '' })
  }
  const kept = readFileSync(file)
  expect(await runScript(`console.log(1 + 1)`)).toEqual({ code: 0, stdout: '2\n', stderr: '' })
  expect(readFileSync(file).equals(kept), 'a good one is left as it is').toBe(true)
})
