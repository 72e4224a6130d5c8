/** Registers a module's top-level functions and classes under their names, so that they can be sent. */
import MagicString, { type SourceMap } from 'magic-string'
import { parseSync } from 'oxc-parser'

export function registerNames(
  code: string,
  file: string,
  place: string,
  isEntry: boolean,
): { code: string; map: SourceMap } {
  const { program } = parseSync(file, code)
  const edited = new MagicString(code)
  const names: string[] = []
  for (const node of program.body) {
    const declaration =
      node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' ? node.declaration : node
    if (declaration == null || !('id' in declaration) || declaration.id == null || !('name' in declaration.id)) continue
    const name = declaration.id.name as string
    const call = `__lab.name(${JSON.stringify(`${place}#${name}`)}, ${name});`
    if (declaration.type === 'FunctionDeclaration') names.push(call)
    if (declaration.type === 'ClassDeclaration') edited.appendRight(node.end, ` ${call}`)
  }
  edited.prepend(names.join(' '))
  const main = /\bimport\.meta\.main\b/g
  for (const found of code.matchAll(main))
    edited.overwrite(found.index, found.index + found[0].length, isEntry ? '__lab.main' : 'false')
  return { code: edited.toString(), map: edited.generateMap({ hires: true, source: file, includeContent: true }) }
}
