/** What a declaration says of itself: signature, docstring, public members. */
import ts from 'typescript'

/** The public members of a class, an interface, a type or an object. */
export function membersOf(declaration) {
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

/** Of a function with overloads, the overloads; otherwise everything that declares the name. */
export function spoken(declarations) {
  const overloads = declarations.filter((node) => ts.isFunctionLike(node) && node.body === undefined)
  return overloads.length > 0 ? overloads : declarations
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
export function commentOf(node, ofFile = false) {
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
export function signatureOf(node, ofClass) {
  const text = node.getSourceFile().text
  const from = node.getStart()
  if (ts.isVariableDeclaration(node)) return `const ${node.name.getText()}`
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
    return tidy(text.slice(from, text.lastIndexOf('{', node.members[0]?.getFullStart() ?? node.end)))
  }
  if (ts.isTypeAliasDeclaration(node)) return tidy(aliasText(node))
  const to = node.body?.getStart() ?? node.initializer?.getFullStart() ?? node.end
  return tidy(text.slice(from, to))
    .replace(/^constructor/, `new ${ofClass}`)
    .replace(/ =$/, '')
}

/** The members of a type that has others as well are not told twice. */
function aliasText(node) {
  const parts = ts.isIntersectionTypeNode(node.type) ? node.type.types : []
  return parts
    .filter(ts.isTypeLiteralNode)
    .reduce((text, literal) => text.replace(literal.getText(), '{ … }'), node.getText())
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
