/** In what position a function or class stands, which decides how it is registered. */
import type { ArrowFunctionExpression, Class, Function, Node } from 'oxc-parser'
import type { Range } from './diagnostics'

export type Callable = Function | ArrowFunctionExpression | Class

export type Role =
  /** Has a name that is known in every process: a top-level declaration or variable, the default export. */
  | { readonly is: 'top'; readonly name: string; readonly declaration: boolean }
  /** A declaration inside a function or block. `body` is where its block begins. */
  | { readonly is: 'declaration'; readonly body: number }
  | { readonly is: 'expression' }
  /** A method of an object literal. */
  | { readonly is: 'method'; readonly object: Node }
  /** Cannot be sent by itself: a class's method, a getter, a function that is called where it stands. */
  | { readonly is: 'plain' }

export interface Standing {
  readonly role: Role
  /** What has to be copied to make another one. */
  readonly text: Range
  readonly name: string
  /** The name that JavaScript infers for it, which wrapping it would lose; `null` if it brings its own. */
  readonly label: string | null
  /** What declares the variable that stands for it: itself, its `id`, or a variable's `id`. */
  readonly binding: Node | null
}

export function isCallable(node: Node): node is Callable {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return node.body !== null && !node.declare
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return true
    case 'ClassDeclaration':
      return !node.declare
    default:
      return false
  }
}

export function isClass(node: Callable): node is Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
}

/** @param ancestors from the program to the node's parent */
export function standing(node: Callable, ancestors: readonly Node[]): Standing {
  const ownName = node.type === 'ArrowFunctionExpression' ? '' : (node.id?.name ?? '')
  const parent = ancestors.at(-1)
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
    const binding = node.type === 'FunctionDeclaration' ? node : node.id
    const isDefault = parent?.type === 'ExportDefaultDeclaration'
    const isTop = isTopLevel(ancestors)
    const name = ownName === '' && isDefault ? 'default' : ownName
    const label = ownName === '' ? name : null
    // Decorators are for declarations only, and an unnamed declaration becomes an expression.
    const role: Role = !isTop
      ? { is: 'declaration', body: bodyOf(ancestors) }
      : isClass(node) && node.decorators.length > 0 && ownName === ''
        ? { is: 'plain' }
        : { is: 'top', name, declaration: ownName !== '' }
    return { role, text: node, name, label, binding }
  }
  if (parent?.type === 'Property' && parent.value === node && (parent.method || parent.kind !== 'init')) {
    const object = ancestors.at(-2)
    const key = parent.method && !parent.computed ? keyName(parent.key) : null
    if (object?.type !== 'ObjectExpression' || key === null) return plain(node, ownName)
    return { role: { is: 'method', object }, text: parent, name: key, label: null, binding: null }
  }
  const { outer, child } = throughParentheses(node, ancestors)
  if (isMethod(outer) || isCalledHere(outer, child, ownName)) return plain(node, ownName)
  const inferred = ownName === '' ? inferredName(outer, child) : null
  const name = ownName === '' ? (inferred ?? '') : ownName
  const named = { text: node, name, label: inferred }
  const grandparents = ancestors.slice(0, ancestors.indexOf(outer))
  if (outer.type === 'ExportDefaultDeclaration')
    return { ...named, role: { is: 'top', name: 'default', declaration: false }, binding: null }
  if (outer.type === 'VariableDeclarator' && outer.init === child && outer.id.type === 'Identifier') {
    const isTop = isTopLevel(grandparents.slice(0, -1))
    const role: Role = isTop ? { is: 'top', name: outer.id.name, declaration: false } : { is: 'expression' }
    return { ...named, role, binding: outer.id }
  }
  return { ...named, role: { is: 'expression' }, binding: null }
}

function plain(node: Callable, name: string): Standing {
  return { role: { is: 'plain' }, text: node, name, label: null, binding: null }
}

function isTopLevel(ancestors: readonly Node[]): boolean {
  const exported = ancestors.at(-1)?.type.startsWith('Export') === true
  return ancestors.at(exported ? -2 : -1)?.type === 'Program'
}

/** Steps outwards through what does not hinder JavaScript from inferring a name. */
function throughParentheses(node: Node, ancestors: readonly Node[]): { outer: Node; child: Node } {
  let child = node
  for (let i = ancestors.length - 1; i > 0; i--) {
    const outer = ancestors[i] as Node
    if (!TRANSPARENT.has(outer.type)) return { outer, child }
    child = outer
  }
  return { outer: ancestors[0] as Node, child }
}

const TRANSPARENT = new Set<string>([
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
])

function isMethod(node: Node): boolean {
  return node.type === 'MethodDefinition' || node.type === 'TSAbstractMethodDefinition'
}

function isCalledHere(outer: Node, child: Node, ownName: string): boolean {
  return outer.type === 'CallExpression' && outer.callee === child && ownName === ''
}

function inferredName(outer: Node, child: Node): string | null {
  switch (outer.type) {
    case 'VariableDeclarator':
      return outer.init === child && outer.id.type === 'Identifier' ? outer.id.name : null
    case 'AssignmentPattern':
      return outer.right === child && outer.left.type === 'Identifier' ? outer.left.name : null
    case 'AssignmentExpression':
      return outer.right === child && outer.left.type === 'Identifier' && /^(=|\|\|=|&&=|\?\?=)$/.test(outer.operator)
        ? outer.left.name
        : null
    case 'Property': {
      // `{ __proto__: f }` sets the prototype and names nothing.
      const name = outer.value === child && !outer.computed ? keyName(outer.key) : null
      return name === '__proto__' ? null : name
    }
    case 'PropertyDefinition':
      return outer.value === child && !outer.computed ? keyName(outer.key) : null
    case 'ExportDefaultDeclaration':
      return 'default'
    default:
      return null
  }
}

/** Without what makes no difference to a value, its promise included. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'AwaitExpression':
      return bare(node.argument)
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return bare(node.expression)
    default:
      return node
  }
}

export function keyName(key: Node): string | null {
  if (key.type === 'Identifier') return key.name
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  return key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')
    ? String(key.value)
    : null
}

/** Where a statement can be put in front of all others of the innermost block. */
function bodyOf(ancestors: readonly Node[]): number {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const statements = statementsOf(ancestors[i] as Node)
    if (statements !== null) return firstStatement(statements)
  }
  return 0
}

function statementsOf(node: Node): readonly Node[] | null {
  if (node.type === 'SwitchCase') return node.consequent
  return 'body' in node && Array.isArray(node.body) && node.type !== 'ClassBody' ? (node.body as readonly Node[]) : null
}

/** Directives have to stay first. */
export function firstStatement(statements: readonly Node[]): number {
  const first = statements.find((node) => !('directive' in node) || typeof node.directive !== 'string')
  return first?.start ?? statements.at(-1)?.end ?? 0
}
