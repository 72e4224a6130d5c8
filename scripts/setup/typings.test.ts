/** The declarations that the editor gets, checked as the editor does: from those files and TypeScript's own alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { writeTypings } from './typings.mjs'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const scheme = 'file://'
let typings: Record<string, string>
let size: number

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallab-typings-'))
  const file = path.join(folder, 'typings.json')
  await writeTypings(file)
  const text = readFileSync(file, 'utf8')
  size = text.length
  typings = JSON.parse(text) as Record<string, string>
  rmSync(folder, { recursive: true })
}, 60_000)

test('they are small enough to be sent to the editor', () => expect(size).toBeLessThan(3e6))

test('the library shows nothing of its inside', () => {
  const library = Object.entries(typings).filter(([name]) => name.includes('/multiprocessing/'))
  expect(library.filter(([, text]) => /from ['"](electron|koffi|msgpackr)/.test(text))).toEqual([])
})

const names = readdirSync(examples).filter((name) => name.endsWith('.ts'))

test('every example is right by them', { timeout: 60_000 }, () => {
  const texts = names.map((name): [string, string] => [name, readFileSync(path.join(examples, name), 'utf8')])
  expect(complaints(Object.fromEntries(texts))).toEqual([])
})

test('a wrong use of the library is seen', { timeout: 60_000 }, () => {
  const text = `import { Pool } from 'multiprocessing'\nif (import.meta.main) new Pool('two')\nexport {}\n`
  expect(complaints({ 'wrong.ts': text })).toEqual(['wrong.ts:2: Argument of type'])
})

/** What the type checker says of these scripts, as `file:line: first words`. */
function complaints(scripts: Readonly<Record<string, string>>): string[] {
  const files = new Map<string, string>()
  for (const [name, text] of Object.entries(typings)) files.set(name.slice(scheme.length), text)
  for (const [name, text] of Object.entries(scripts)) files.set(`/script/${name}`, text)
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: ['lib.esnext.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  }
  const own = path.dirname(ts.getDefaultLibFilePath(options))
  const read = (name: string) => files.get(name) ?? (name.startsWith(own) ? ts.sys.readFile(name) : undefined)
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getCurrentDirectory: () => '/',
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
    directoryExists: () => true,
    getDirectories: () => [],
    realpath: (name) => name,
    getSourceFile(name, languageVersion) {
      const text = read(name)
      return text === undefined ? undefined : ts.createSourceFile(name, text, languageVersion)
    },
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return Object.keys(scripts).flatMap((name) => {
    const source = program.getSourceFile(`/script/${name}`)
    return ts.getPreEmitDiagnostics(program, source).map(({ file, start = 0, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1
      return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ').split(' ').slice(0, 3).join(' ')}`
    })
  })
}
