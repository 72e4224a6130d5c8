import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  behavioursOf,
  conformancePage,
  conformanceScripts,
  renderConformance,
  unknownTests,
} from '../../scripts/docs/conformance.mjs'
import { runFile } from '../lab/parallab'
import type { Behaviour } from './behaviour'

const all = new Map<string, readonly Behaviour[]>()

for (const script of conformanceScripts())
  test.concurrent(`${path.basename(script, '.ts')}: each behaviour is what it is said to be`, async () => {
    const { code, stdout, stderr } = await runFile(script)
    const behaviours: Behaviour[] = behavioursOf(stdout)
    all.set(script, behaviours)
    expect([behaviours.filter(({ failure }) => failure !== null), code, code === 0 ? '' : stderr]).toEqual([[], 0, ''])
    expect(behaviours).not.toEqual([])
  })

test('docs/conformance.md says what the scripts have shown, each behaviour once', async () => {
  const behaviours = conformanceScripts().flatMap((script) => all.get(script) ?? [])
  const ids = behaviours.map(({ id }) => id)
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  expect(unknownTests(behaviours), 'named, but not among the tests of CPython').toEqual([])
  expect(await readFile(conformancePage, 'utf8'), 'npm run docs renews it').toBe(renderConformance(behaviours))
})
