/** The members of the library's names: their own, and those that they have from classes and types without a name in it. */
import ts from 'typescript'
import { commentOf, membersOf, signatureOf, spoken } from './declarations.mjs'

/**
 * @param library `known`: the names that have a place of their own on the page; `folder`: where the library is
 * @returns members with `name`, `comment` and `signatures`, each name once: what is overridden stands first
 */
export function membersOfName(symbol, declarations, library) {
  const members = ts.isSourceFile(declarations[0])
    ? exportsOf(symbol, library)
    : [
        ...declarations.flatMap(membersOf),
        ...declarations.filter(ts.isTypeAliasDeclaration).flatMap(({ type }) => membersOfType(type, library)),
        ...hiddenBases(declarations, library).flatMap(membersOf),
      ]
  return members.filter(({ name }, i) => members.findIndex((member) => member.name === name) === i)
}

/** What a namespace has that a script cannot import by itself. */
function exportsOf(symbol, { checker, known }) {
  return checker
    .getExportsOfModule(symbol)
    .map((exported) => ({ exported, target: targetOf(exported, checker) }))
    .filter(({ exported, target }) => known.get(exported.name) !== target)
    .map(({ exported: { name }, target: { declarations } }) => ({
      name,
      comment: declarations.map((declaration) => commentOf(declaration)).find((comment) => comment !== '') ?? '',
      signatures: spoken(declarations).map((declaration) => signatureOf(declaration)),
    }))
}

/** The classes from which a class inherits that have no name of their own in the library. */
function hiddenBases(declarations, library) {
  const bases = declarations
    .filter(ts.isClassDeclaration)
    .flatMap((node) => node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => hiddenClasses(types[0], library))
  return bases.length === 0 ? [] : [...bases, ...hiddenBases(bases, library)]
}

/** The members of a type that is put together of classes without a name in the library, and of what they stand for. */
function membersOfType(node, library) {
  if (ts.isIntersectionTypeNode(node)) return node.types.flatMap((part) => membersOfType(part, library))
  if (ts.isTypeLiteralNode(node)) return membersOf(node)
  if (!ts.isTypeReferenceNode(node)) return []
  if (node.typeName.getText() === 'Remote') return membersOfReferent(node.typeArguments[0], library)
  const classes = hiddenClasses(node, library)
  return [...classes, ...hiddenBases(classes, library)].flatMap(membersOf)
}

/** The methods of an object in a manager's process as its proxy has them. */
function membersOfReferent(node, { checker }) {
  const referents = checker.getTypeAtLocation(node).symbol?.declarations ?? []
  return referents
    .filter(ts.isClassDeclaration)
    .flatMap(membersOf)
    .filter(({ name }) => name !== 'constructor' && name !== 'toString')
    .map(({ name, comment, signatures }) => ({ name, comment, signatures: signatures.flatMap(remote) }))
}

/** A method's signature as a promise and, with `Sync`, blocking. */
function remote(signature) {
  const [, name, parameters, result] = /^(\w+)(.*): (.*)$/.exec(signature)
  const value = result.replace(/ \| Promise<.*>$/, '').replace(/^Promise<(.*)>$/, '$1')
  return [`${name}${parameters}: Promise<${value}>`, `${name}Sync${parameters}: ${value}`]
}

function hiddenClasses(node, { checker, known, folder }) {
  const declarations = checker.getTypeAtLocation(node).symbol?.declarations ?? []
  return declarations
    .filter((declaration) => ts.isClassDeclaration(declaration) && !known.has(declaration.name?.text))
    .filter((declaration) => declaration.getSourceFile().fileName.startsWith(folder))
}

export function targetOf(symbol, checker) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}
