/** Puts the script, the files it imports and their packages into one module. */
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { rolldown, type Plugin, type TransformPluginContext } from 'rolldown'
import type { Diagnostic, Place } from '../../protocol/compiled'
import { bundlerErrors } from './bundler-errors'
import { isProvided, notFound, refusal } from './imports'
import { importMeta } from './meta'
import { compileModule, type CompiledModule } from './module'

export interface Bundle {
  readonly code: string
  readonly map: string
  readonly places: readonly Place[]
  readonly diagnostics: readonly Diagnostic[]
}

const OWN = /\.[cm]?[jt]sx?$/
/** What imports may be called in TypeScript's way: by the name of the compiled file. */
const EXTENSIONS = { '.js': ['.ts', '.tsx', '.js'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] }

/** @returns no code where a diagnostic is an error */
export async function bundle(file: string, text: string): Promise<Bundle> {
  const folder = path.dirname(file)
  const modules = new Map<string, CompiledModule>()
  const diagnostics: Diagnostic[] = []
  const failed = (error: unknown) => {
    const known = diagnostics.some(({ severity }) => severity === 'error')
    const errors = known ? diagnostics : [...diagnostics, ...bundlerErrors(error, modules, file)]
    return { code: '', map: '', places: [], diagnostics: errors }
  }
  try {
    const build = await rolldown({
      input: file,
      cwd: folder,
      platform: 'node',
      tsconfig: false,
      external: isProvided,
      resolve: { extensionAlias: EXTENSIONS },
      transform: { target: 'chrome130', decorator: { legacy: true } },
      // Nobody imports the script: what it exports would only have to be taken out again.
      preserveEntrySignatures: false,
      onLog: () => undefined,
      plugins: [scriptPlugin(file, text, modules, diagnostics)],
    })
    const { output } = await build.generate({
      format: 'esm',
      sourcemap: 'hidden',
      codeSplitting: false,
      // Functions keep their names where two files use the same one.
      keepNames: true,
      minify: false,
    })
    await build.close()
    if (diagnostics.some(({ severity }) => severity === 'error')) return failed(null)
    const [chunk] = output
    // Paths in the map are relative to the output's folder, `dist` by default though nothing is written.
    const map = absoluteSources(chunk.map?.toString() ?? EMPTY_MAP, path.join(folder, 'dist'))
    return { code: chunk.code, map, places: [...modules.values()].flatMap(({ places }) => places), diagnostics }
  } catch (error) {
    return failed(error)
  }
}

function scriptPlugin(
  file: string,
  text: string,
  modules: Map<string, CompiledModule>,
  diagnostics: Diagnostic[],
): Plugin {
  const missing = new Set<string>()
  return {
    name: 'parallab-script',
    resolveId(specifier, importer) {
      if (specifier === file) return file
      // Left alone so that the bundler goes on, and one compilation tells all that is wrong.
      return missing.has(`${specifier} from ${importer}`) ? { id: specifier, external: true } : null
    },
    load: (id) => (id === file ? { code: text, ...(OWN.test(id) ? {} : { moduleType: 'ts' as const }) } : null),
    async transform(code, id) {
      if (id.startsWith('\0')) return null
      if (id !== file && (id.includes('node_modules') || !OWN.test(id))) return ofPackage(code, id)
      const name = path.relative(path.dirname(file), id).split(path.sep).join('/')
      const module = compileModule({ file: id, text: code, name, isEntry: id === file })
      modules.set(id, module)
      diagnostics.push(...module.diagnostics)
      for (const each of module.imports) {
        const problem = await importProblem(this, each.specifier, id)
        if (problem === null) continue
        missing.add(`${each.specifier} from ${id}`)
        diagnostics.push(module.source.diagnostic('error', each, problem))
      }
      return {
        code: module.code,
        moduleSideEffects: 'no-treeshake',
        ...(module.map === null ? {} : { map: JSON.stringify(module.map) }),
      }
    },
  }
}

async function importProblem(
  context: TransformPluginContext,
  specifier: string,
  importer: string,
): Promise<string | null> {
  const refused = refusal(specifier)
  if (refused !== null || isProvided(specifier)) return refused
  return (await context.resolve(specifier, importer)) === null ? notFound(specifier, importer) : null
}

/** Packages find their files by `import.meta`. */
function ofPackage(code: string, file: string): { code: string } | null {
  if (!code.includes('import.meta')) return null
  const meta = importMeta({ file, isEntry: false })
  let result = ''
  let at = 0
  for (const { start, end } of parseSync(file, code).module.importMetas) {
    result += code.slice(at, start) + meta
    at = end
  }
  return { code: result + code.slice(at) }
}

/** A script of comments alone has no map. */
const EMPTY_MAP = '{"version":3,"sources":[],"names":[],"mappings":""}'

function absoluteSources(json: string, folder: string): string {
  const map = JSON.parse(json) as { sources: string[] }
  map.sources = map.sources.map((source) => path.resolve(folder, source))
  return JSON.stringify(map)
}
