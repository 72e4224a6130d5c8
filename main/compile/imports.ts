/** What a script may import, and what is said of everything else. */
import { builtinModules } from 'node:module'
import path from 'node:path'
import type { ParseResult } from 'oxc-parser'
import { texts } from '../../texts/main'
import type { Range } from './diagnostics'

export interface Import extends Range {
  readonly specifier: string
}

const words = texts.compile.imports
const QUOTED = /^(['"`])([^$]*)\1$/
const builtins = new Set(builtinModules.filter((name) => name !== 'electron' && !name.startsWith('electron/')))

/** What the runtime provides; everything else is bundled. */
export function isProvided(specifier: string): boolean {
  return specifier === 'multiprocessing' || specifier.startsWith('node:') || builtins.has(specifier)
}

/** Every module that a file names, types apart. The ranges are those of the quoted names. */
export function importsOf({ module }: ParseResult, text: string): readonly Import[] {
  const requests: readonly Range[] = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports
      .flatMap(({ entries }) => entries.filter(({ isType }) => !isType))
      .flatMap(({ moduleRequest }) => moduleRequest ?? []),
    ...module.dynamicImports.map(({ moduleRequest }) => moduleRequest),
  ]
  return requests.flatMap(({ start, end }) => {
    const specifier = QUOTED.exec(text.slice(start, end))?.[2]
    return specifier === undefined ? [] : [{ specifier, start, end }]
  })
}

/** Why a module cannot be had; `null` if it may. */
export function refusal(specifier: string): string | null {
  if (specifier === 'electron' || specifier.startsWith('electron/')) return words.electron(specifier)
  if (specifier.startsWith('node:') && !builtins.has(specifier.slice(5)) && !builtinModules.includes(specifier))
    return words.notOfNode(specifier)
  if (/^https?:/.test(specifier)) return words.address(specifier)
  return null
}

export function notFound(specifier: string, importer: string): string {
  const by = path.basename(importer)
  if (/^\.{0,2}\//.test(specifier)) return words.noFile(specifier, by)
  return words.noPackage(specifier, by, specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'))
}
