/** `import.meta` and `import(…)`, which a function body in another process's memory does not have. */
import { pathToFileURL } from 'node:url'
import path from 'node:path'
import type { Node } from 'oxc-parser'
import { isProvided } from './imports'
import { instead, type Edit } from './pieces'

export interface Meta {
  readonly file: string
  /** Only the script itself can be the run's main module. */
  readonly isEntry: boolean
}

export function metaEdit(node: Node, meta: Meta): Edit | null {
  if (node.type === 'MemberExpression' && !node.computed && isImportMeta(node.object)) {
    const value = members(meta)[node.property.type === 'Identifier' ? node.property.name : '']
    return value === undefined ? null : instead(node.start, node.end, value)
  }
  if (isImportMeta(node)) return instead(node.start, node.end, importMeta(meta))
  if (node.type === 'ImportExpression' && !isBundled(node.source))
    return instead(node.start, node.start + 6, '__lab.import')
  return null
}

/** `import.meta` as a whole. */
export function importMeta(meta: Meta): string {
  const list = Object.entries(members(meta)).map(([name, value]) => `${name}: ${value}`)
  return `({ ${list.join(', ')} })`
}

function members({ file, isEntry }: Meta): Readonly<Record<string, string>> {
  return {
    main: isEntry ? '__lab.main' : 'false',
    url: JSON.stringify(pathToFileURL(file).href),
    filename: JSON.stringify(file),
    dirname: JSON.stringify(path.dirname(file)),
  }
}

function isImportMeta(node: Node): boolean {
  return node.type === 'MetaProperty' && node.meta.name === 'import'
}

function isBundled(source: Node): boolean {
  return source.type === 'Literal' && typeof source.value === 'string' && !isProvided(source.value)
}
