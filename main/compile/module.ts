/** Compiles one file of the script: registers its functions, gives it its `import.meta`. */
import type { EncodedSourceMap } from '@jridgewell/gen-mapping'
import { parseSync, type ParseResult } from 'oxc-parser'
import type { Diagnostic, Place } from '../../protocol/compiled'
import { Source } from './diagnostics'
import { writeFactories } from './factories'
import { findFunctions } from './functions'
import { Hazards } from './hazards'
import { importsOf, type Import } from './imports'
import { Labels } from './labels'
import { metaEdit } from './meta'
import { Pieces, type Edit } from './pieces'
import { guardedPlaces, methodPlaces, placesOf } from './places'
import { registrations } from './registrations'
import { firstStatement } from './roles'
import { ShipSites } from './ship-sites'

export interface ModuleInput {
  readonly file: string
  readonly text: string
  /** How the module is called in addresses: its path from the script's folder. */
  readonly name: string
  readonly isEntry: boolean
}

export interface CompiledModule {
  readonly code: string
  readonly map: EncodedSourceMap | null
  readonly source: Source
  readonly imports: readonly Import[]
  readonly places: readonly Place[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Called first in a module; the bundler renames it where several modules have one. */
const FACTORIES = '__labPlaces'

export function compileModule(input: ModuleInput): CompiledModule {
  const source = new Source(input.file, input.text)
  const parsed = parse(input.file, input.text)
  const errors = source.syntaxErrors(parsed.errors)
  if (errors.length > 0) return { code: '', map: null, source, imports: [], places: [], diagnostics: errors }
  const { program } = parsed
  const edits: Edit[] = []
  const sites = new ShipSites()
  const labels = new Labels()
  const hazards = new Hazards(source)
  const functions = findFunctions(program, (node, variable, parent) => {
    sites.visit(node, variable)
    labels.visit(node, variable)
    hazards.visit(node, variable, parent)
    const edit = metaEdit(node, input)
    // `import.meta.url` was replaced as a whole; the `import.meta` in it comes afterwards.
    if (edit !== null && edit.at >= (edits.at(-1)?.to ?? 0)) edits.push(edit)
  })
  const placed = placesOf(functions, source, input.name, hazards)
  const first = firstStatement(program.body)
  const registered = registrations(placed, first, FACTORIES)
  const pieces = new Pieces(source, [...labels.heads, ...edits, ...registered, ...labels.tails])
  pieces.whole()
  writeFactories(pieces, placed, FACTORIES, input.text.length)
  return {
    ...pieces.result(),
    source,
    imports: importsOf(parsed, input.text),
    places: [
      ...placed.flatMap((each) => [each.place, ...methodPlaces(each, source)]),
      ...(input.isEntry ? guardedPlaces(hazards.ofGuarded(functions), input.file) : []),
    ],
    diagnostics: sites.warnings(functions, source),
  }
}

/** A file without an extension of its own is TypeScript. */
export function parse(file: string, text: string): ParseResult {
  const [, extension] = /\.([cm]?)[jt]sx?$/.exec(file) ?? []
  const lang = /\.[cm]?jsx?$/.test(file) ? 'js' : file.endsWith('.tsx') ? 'tsx' : 'ts'
  return parseSync(file, text, {
    lang,
    sourceType: extension === 'c' ? 'commonjs' : 'module',
    showSemanticErrors: true,
  })
}
