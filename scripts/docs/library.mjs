/** The library's public names as TypeScript sees them: what `docs/api.md` shows and what its test asks for. */
import path from 'node:path'
import ts from 'typescript'
import { root } from '../setup/paths.mjs'
import { commentOf, signatureOf, spoken } from './declarations.mjs'
import { membersOfName, targetOf } from './members.mjs'

const index = path.join(root, 'multiprocessing', 'index.ts')

/** @param more files to check along with the library */
export function libraryProgram(more = []) {
  const config = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  return ts.createProgram([index, ...more], options)
}

/**
 * @returns the exported names, in the order of their files and places; each with `signatures`, `comment` and, for
 *   classes, interfaces and objects, its public `members`
 */
export function publicNames(program) {
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(program.getSourceFile(index))
  const exports = checker.getExportsOfModule(module)
  const known = new Map(exports.map((symbol) => [symbol.name, targetOf(symbol, checker)]))
  const names = exports.map((exported) => {
    const symbol = targetOf(exported, checker)
    const declarations = spoken(symbol.declarations)
    const [first] = declarations
    return {
      name: exported.name,
      file: path.relative(path.dirname(index), first.getSourceFile().fileName),
      place: first.getStart(),
      introduction: commentOf(first.getSourceFile().statements[0], true),
      comment: declarations.map((declaration) => commentOf(declaration)).find((comment) => comment !== '') ?? '',
      signatures: ts.isSourceFile(first)
        ? [`namespace ${exported.name} { ${checker.getExportsOfModule(symbol).map(nameOf).join(', ')} }`]
        : declarations.map((declaration) => renamed(signatureOf(declaration), first, exported)),
      members: membersOfName(symbol, declarations, { checker, known, folder: path.dirname(index) }).map((member) => ({
        ...member,
        signatures: member.signatures.map((signature) => renamed(signature, first, exported)),
      })),
    }
  })
  return names.sort((a, b) => (a.file === b.file ? a.place - b.place : a.file < b.file ? -1 : 1))
}

function nameOf({ name }) {
  return name
}

/** By the name that a script imports. */
function renamed(signature, declaration, exported) {
  return signature.replace(new RegExp(`^(class|new|function) ${declaration.name?.getText()}\\b`), `$1 ${exported.name}`)
}
