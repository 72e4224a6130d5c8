/** The compile step: TypeScript in, the body of an async function out. */
import path from 'node:path'
import { GenMapping, maybeAddSegment, setSourceContent, toEncodedMap } from '@jridgewell/gen-mapping'
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping'
import { builtinModules } from 'node:module'
import MagicString from 'magic-string'
import { parseSync } from 'oxc-parser'
import { rolldown } from 'rolldown'
import type { CompileResult, Diagnostic } from '../../protocol/compiled'
import { registerNames } from './names'

export interface CompileInput {
  /** Absolute path; the file need not exist. */
  readonly file: string
  readonly text: string
}

const builtins = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)])
const isExternal = (specifier: string) => specifier === 'multiprocessing' || builtins.has(specifier)

export async function compileScript(input: CompileInput): Promise<CompileResult> {
  const syntax = syntaxErrors(input.file, input.text)
  if (syntax.length > 0) return { ok: false, errors: syntax }
  try {
    const { code, map } = await bundle(input)
    const body = toFunctionBody(code, map)
    return { ok: true, script: { file: input.file, places: [], ...body }, warnings: [] }
  } catch (error) {
    return {
      ok: false,
      errors: [{ ...whole(input.file), message: (error as Error).message.split('\n').slice(0, 4).join(' ') }],
    }
  }
}

function whole(file: string): Omit<Diagnostic, 'message'> {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 2, severity: 'error' }
}

function syntaxErrors(file: string, text: string): Diagnostic[] {
  return parseSync(file, text).errors.map((error) => {
    const label = error.labels[0]
    const start = position(text, label?.start ?? 0)
    const end = position(text, Math.max(label?.end ?? 1, (label?.start ?? 0) + 1))
    return {
      file,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      severity: 'error',
      message: error.message,
    }
  })
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

async function bundle({ file, text }: CompileInput): Promise<{ code: string; map: string }> {
  const folder = path.dirname(file)
  const build = await rolldown({
    input: file,
    cwd: folder,
    platform: 'node',
    treeshake: false,
    external: isExternal,
    transform: { target: 'chrome130' },
    onLog: () => undefined,
    plugins: [
      {
        name: 'parallab-script',
        load: (id) => (id === file ? text : null),
        resolveId: (id) => (id === file ? file : null),
        transform(code, id) {
          if (id.includes('node_modules') || !/\.[mc]?[jt]s$/.test(id)) return null
          return registerNames(code, id, path.relative(folder, id).split(path.sep).join('/'), id === file)
        },
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', sourcemap: true, codeSplitting: false })
  await build.close()
  const [chunk] = output
  return { code: chunk.code, map: absoluteSources(chunk.map?.toString() ?? '', path.join(folder, 'dist')) }
}

/** Paths in the map are relative to the output's folder, `dist` by default though nothing is written. */
function absoluteSources(json: string, folder: string): string {
  const map = JSON.parse(json) as { sources: string[] }
  map.sources = map.sources.map((source) => path.resolve(folder, source))
  return JSON.stringify(map)
}

/** Imports become awaits of the runtime, exports go; no line moves. */
function toFunctionBody(code: string, map: string): { code: string; map: string } {
  const { program } = parseSync('bundle.js', code)
  const edited = new MagicString(code)
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') {
      const source = JSON.stringify(node.source.value)
      const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier')
      const parts = node.specifiers.map((specifier) => {
        if (specifier.type === 'ImportNamespaceSpecifier')
          return `const ${specifier.local.name} = await __lab.import(${source});`
        if (specifier.type === 'ImportDefaultSpecifier')
          return `const { default: ${specifier.local.name} } = await __lab.import(${source});`
        return ''
      })
      const list = named.map((specifier) => {
        const imported =
          specifier.imported.type === 'Literal' ? JSON.stringify(specifier.imported.value) : specifier.imported.name
        return `${imported}: ${specifier.local.name}`
      })
      if (list.length > 0) parts.push(`const { ${list.join(', ')} } = await __lab.import(${source});`)
      edited.overwrite(node.start, node.end, parts.join(' ') || `await __lab.import(${source});`)
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration == null) edited.remove(node.start, node.end)
  }
  const step = new TraceMap(edited.generateMap({ hires: true, source: 'bundle.js' }) as never)
  return { code: edited.toString(), map: compose(step, new TraceMap(map)) }
}

function compose(outer: TraceMap, inner: TraceMap): string {
  const result = new GenMapping()
  const lines = new Map<string, { line: number; column: number; source: string }>()
  eachMapping(inner, (segment) => {
    if (segment.source !== null)
      lines.set(`${segment.generatedLine}:${segment.generatedColumn}`, {
        line: segment.originalLine,
        column: segment.originalColumn,
        source: segment.source,
      })
  })
  eachMapping(outer, (segment) => {
    if (segment.source === null) return
    const at = lines.get(`${segment.originalLine}:${segment.originalColumn}`)
    if (at !== undefined)
      maybeAddSegment(result, segment.generatedLine - 1, segment.generatedColumn, at.source, at.line - 1, at.column)
  })
  inner.sources.forEach(
    (source, i) => source !== null && setSourceContent(result, source, inner.sourcesContent?.[i] ?? null),
  )
  return JSON.stringify(toEncodedMap(result))
}
