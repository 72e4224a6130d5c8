import { expect, test } from 'vitest'
import { compileScript } from '.'

test('a script that does not parse gives its errors with line and column', async () => {
  const result = await compileScript({ file: '/nowhere/a.ts', text: 'const a = 1\nconst b = = 2\n' })
  expect(result).toMatchObject({
    ok: false,
    errors: [{ file: '/nowhere/a.ts', line: 2, column: 11, severity: 'error' }],
  })
})

test('top-level functions and classes are registered under their names, imports become awaits', async () => {
  const result = await compileScript({
    file: '/nowhere/a.ts',
    text: `import { Pool } from 'multiprocessing'\nexport function work(n: number) { return n }\nclass Job {}\nif (import.meta.main) await new Pool(2).map(work, [1])`,
  })
  if (!result.ok) throw new Error(result.errors[0]?.message)
  expect(result.script.code).toContain('__lab.name("a.ts#work", work)')
  expect(result.script.code).toContain('__lab.class("a.ts#Job", Job)')
  expect(result.script.code).toContain(`const { "Pool": Pool } = await __lab.import("multiprocessing")`)
  expect(result.script.code).not.toContain('import.meta')
})

test.each(['', '// only a comment\n'])('a script that does nothing compiles: %j', async (text) => {
  expect(await compileScript({ file: '/nowhere/a.ts', text })).toMatchObject({ ok: true, warnings: [] })
})

const AsyncFunction = (async () => undefined).constructor as FunctionConstructor

test.each([
  'export {}',
  "import 'node:fs'; export {}",
  'export interface Job { n: number }',
  'export const n = 1',
  'export function work() {}',
  'export default class {}',
  'const a = 1; export { a, a as default }',
  "import { Pool } from 'multiprocessing'; export { Pool }",
  "export { join } from 'node:path'",
  "export * from 'node:path'",
  "export * as path from 'node:path'",
  'console.log(`\nexport { };\n`); export {}',
  '#!/usr/bin/env parallab\nexport {}',
])('what a script exports, for nobody, is left out: %j', async (text) => {
  const result = await compileScript({ file: '/nowhere/a.ts', text })
  if (!result.ok) throw new Error(result.errors[0]?.message)
  const { code } = result.script
  expect(() => new AsyncFunction('__lab', code)).not.toThrow()
  expect(code.includes('export')).toBe(text.includes('`'))
})
