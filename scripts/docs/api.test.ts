/** The library's public names: their types, their docstrings and the page made of them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../setup/paths.mjs'
import { answersFile, renderAnswers } from './answers.mjs'
import { apiPage, renderApi, undocumented } from './api.mjs'
import { libraryProgram, publicNames } from './library.mjs'

const folder = path.join(root, 'tests', 'types')
const assertions = readdirSync(folder).map((name) => path.join(folder, name))
let program: ts.Program

beforeAll(() => {
  program = libraryProgram(assertions)
}, 60_000)

test('types are inferred as tests/types says', { timeout: 60_000 }, () => {
  const complaints = assertions
    .flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
    .map(({ file, start = 0, messageText }) => {
      const place = `${path.basename(file?.fileName ?? '')}:${(file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1}`
      return `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  expect(complaints).toEqual([])
})

test('every name has a docstring that gives its CPython name, or says what is only here', { timeout: 60_000 }, () => {
  expect(undocumented(publicNames(program))).toEqual({ withoutDocstring: [], withoutOrigin: [] })
})

test('docs/api.md is made of them', { timeout: 60_000 }, () => {
  const page = readFileSync(apiPage, 'utf8')
  expect(page, 'npm run docs -- api renews it').toBe(renderApi(publicNames(program)))
})

test('every name and member says what CPython would do, as docs/conformance.md has it', { timeout: 60_000 }, () => {
  const names = publicNames(program)
  const text = readFileSync(answersFile, 'utf8')
  expect(text, 'npm run docs -- api renews it').toBe(renderAnswers(names))
  const { rows, names: answers } = JSON.parse(text) as Answers
  const wanted = names.flatMap(({ name, members }) => [
    name,
    ...members.filter((member) => member.name !== 'constructor').map((member) => `${name}.${member.name}`),
  ])
  expect(Object.keys(answers)).toEqual(wanted)
  expect(wanted.filter((name) => answers[name]?.cpython === '')).toEqual([])
  const told = new Set(Object.values(answers).flatMap((answer) => answer.rows))
  expect(rows.filter(([, verdict], i) => verdict !== 'absent' && !told.has(i))).toEqual([])
})

interface Answers {
  readonly rows: readonly (readonly [says: string, verdict: string, why: string])[]
  readonly names: Readonly<Record<string, { readonly cpython: string | null; readonly rows: readonly number[] }>>
}
