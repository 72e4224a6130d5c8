/** From the bundle, an ES module, to the body of an async function: imports become awaits of the runtime. */
import { parseSync, type StaticImport } from 'oxc-parser'
import { importMeta, type Meta } from './meta'

/** What the bundler ends with, as nothing is exported; its parser does not count it as an export. */
const NO_EXPORTS = /(^|\n)export \{\s*\};\s*$/

/** Keeps every line, and every column of the lines with code of the script, so that the source map holds. */
export function toFunctionBody(bundle: string, meta: Meta): string {
  // Without the tree, which costs more than all else on a large bundle.
  const { module } = parseSync('bundle.js', bundle)
  const changes = [
    ...module.staticImports.map((node) => ({ start: node.start, end: node.end, text: awaited(node) })),
    ...module.staticExports.map(({ start, end }) => ({ start, end, text: '' })),
    ...module.importMetas.map(({ start, end }) => ({ start, end, text: importMeta({ ...meta, isEntry: false }) })),
    ...module.dynamicImports.map(({ start }) => ({ start, end: start + 6, text: '__lab.import' })),
  ].sort((a, b) => a.start - b.start)
  let body = ''
  let at = 0
  for (const { start, end, text } of changes) {
    body += bundle.slice(at, start) + text + '\n'.repeat(bundle.slice(start, end).split('\n').length - 1)
    at = end
  }
  return (body + bundle.slice(at)).replace(NO_EXPORTS, '').replace(/^#!/, '//')
}

function awaited({ moduleRequest, entries }: StaticImport): string {
  const source = JSON.stringify(moduleRequest.value)
  const whole = entries.filter(({ importName }) => importName.kind === 'NamespaceObject')
  const parts = entries
    .filter((entry) => !whole.includes(entry))
    .map(({ importName, localName }) => {
      const name = importName.kind === 'Default' ? 'default' : (importName.name ?? 'default')
      return `${JSON.stringify(name)}: ${localName.value}`
    })
  return [
    ...whole.map(({ localName }) => `const ${localName.value} = await __lab.import(${source});`),
    ...(parts.length > 0 ? [`const { ${parts.join(', ')} } = await __lab.import(${source});`] : []),
    ...(entries.length === 0 ? [`await __lab.import(${source});`] : []),
  ].join(' ')
}
