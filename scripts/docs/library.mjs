/** The library's public names as TypeScript sees them: what `docs/api.md` shows and what its test asks for. */
import path from 'node:path'
import ts from 'typescript'
import { root } from '../setup/paths.mjs'

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
  const known = new Set(exports.map((symbol) => symbol.name))
  const names = exports.map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    const declarations = spoken(symbol.declarations)
    const [first] = declarations
    return {
      name: exported.name,
      file: path.relative(path.dirname(index), first.getSourceFile().fileName),
      place: first.getStart(),
      introduction: commentOf(first.getSourceFile().statements[0], true),
      comment: declarations.map((declaration) => commentOf(declaration)).find((comment) => comment !== '') ?? '',
      signatures: declarations.map((declaration) => renamed(signatureOf(declaration), first, exported)),
      members: [...declarations, ...hiddenBases(declarations, checker, known)]
        .flatMap(membersOf)
        .filter(isFirst)
        .map((member) => ({
          ...member,
          signatures: member.signatures.map((signature) => renamed(signature, first, exported)),
        })),
    }
  })
  return names.sort((a, b) => (a.file === b.file ? a.place - b.place : a.file < b.file ? -1 : 1))
}

/** Of a function with overloads, the overloads; otherwise everything that declares the name. */
function spoken(declarations) {
  const overloads = declarations.filter((node) => ts.isFunctionLike(node) && node.body === undefined)
  return overloads.length > 0 ? overloads : declarations
}

/** The classes from which a class inherits that have no name of their own in the library. */
function hiddenBases(declarations, checker, known) {
  const bases = declarations
    .filter(ts.isClassDeclaration)
    .flatMap((node) => node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => checker.getTypeAtLocation(types[0]).symbol?.declarations ?? [])
    .filter((node) => ts.isClassDeclaration(node) && !known.has(node.name?.text))
    .filter((node) => node.getSourceFile().fileName.startsWith(path.dirname(index)))
  return bases.length === 0 ? [] : [...bases, ...hiddenBases(bases, checker, known)]
}

/** By the name that a script imports. */
function renamed(signature, declaration, exported) {
  return signature.replace(new RegExp(`^(class|new|function) ${declaration.name?.getText()}\\b`), `$1 ${exported.name}`)
}

/** What a class overrides stands before what it inherits. */
function isFirst({ name }, i, members) {
  return members.findIndex((member) => member.name === name) === i
}

function membersOf(declaration) {
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined
  const nodes =
    declaration.members ?? (value !== undefined && ts.isObjectLiteralExpression(value) ? value.properties : [])
  const named = new Map()
  for (const node of nodes.filter(isPublic)) {
    const name = ts.isConstructorDeclaration(node) ? 'constructor' : node.name?.getText()
    if (name !== undefined) named.set(name, [...(named.get(name) ?? []), node])
  }
  return [...named].map(([name, all]) => ({
    name,
    comment: all.map((node) => commentOf(node)).find((comment) => comment !== '') ?? '',
    signatures: spoken(all)
      .filter((node) => !ts.isSetAccessor(node))
      .map((node) => signatureOf(node, declaration.name?.getText())),
  }))
}

function isPublic(node) {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
  if (ts.getCombinedModifierFlags(node) & hidden || isInternal(node)) return false
  if (ts.isPropertyDeclaration(node) && node.name.getText() === 'name' && node.initializer !== undefined) return false
  return node.name === undefined || !ts.isComputedPropertyName(node.name)
}

function isInternal(node) {
  return /@internal/.test(commentOf(node))
}

/** The text of the comment before a node without its frame. @param ofFile the file's own, which stands first in it */
function commentOf(node, ofFile = false) {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node
  const text = holder.getSourceFile().text
  const ranges = ts.getLeadingCommentRanges(text, holder.getFullStart()) ?? []
  const blocks = ranges.map(({ pos, end }) => text.slice(pos, end)).filter((block) => block.startsWith('/**'))
  const block = ofFile ? blocks[0] : blocks.at(-1)
  return block === undefined
    ? ''
    : block
        .replace(/^\/\*\*|\*\/$/g, '')
        .replace(/^ *\* ?/gm, '')
        .trim()
}

/** What a declaration says before its body. @param ofClass whose constructor it is */
function signatureOf(node, ofClass) {
  const text = node.getSourceFile().text
  const from = node.getStart()
  if (ts.isVariableDeclaration(node)) return `const ${node.name.getText()}`
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
    return tidy(text.slice(from, text.lastIndexOf('{', node.members[0]?.getFullStart() ?? node.end)))
  }
  const to = node.body?.getStart() ?? node.initializer?.getFullStart() ?? node.end
  return tidy(text.slice(from, to))
    .replace(/^constructor/, `new ${ofClass}`)
    .replace(/ =$/, '')
}

function tidy(text) {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\( /g, '(')
    .replace(/,? \)/g, ')')
    .replace(/^((export|async|override|readonly|static|declare|abstract) )+/, '')
    .replace(/[;,]$/, '')
    .trim()
}
