/** What a script does with what the proxies of its managers give: copies. */
import type { Node } from 'oxc-parser'
import { changedPart } from './changes'
import type { Variable } from './functions'
import { bare, keyName } from './roles'

type Lookup = (name: string) => Variable | null

/** A value that a proxy has given. */
interface Read {
  readonly proxy: Variable
  /** What the proxy is called. */
  readonly name: string
}

const TYPES = new Set(['DictProxy', 'ListProxy'])
const MADE = /^(dict|list)(Sync)?$/
const READING = /^get(Sync)?$/

export class Proxies {
  /** `(await dict.get('k')).push(1)`, of which nobody else hears; with the offset of the whole. */
  readonly changes: (Read & { readonly at: number })[] = []
  /** By what declares the variable: `const list = await dict.get('k')`. */
  readonly reads = new Map<Node, Read>()
  private readonly managers = new Set<Node>()
  private readonly made = new Set<Node>()

  visit(node: Node, lookup: Lookup, parent: Node | null): void {
    if (node.type === 'VariableDeclarator' && node.init !== null) return this.declare(node.id, bare(node.init), lookup)
    const isStatement = parent?.type === 'ExpressionStatement' || parent?.type === 'ChainExpression'
    let part = isStatement ? changedPart(node) : null
    if (part === null) return
    while (part.type === 'MemberExpression') part = bare(part.object)
    const read = readBy(part, lookup)
    if (read !== null) this.changes.push({ ...read, at: node.start })
  }

  /** Whether a variable stands for a dictionary or list of a manager. @param library names that the library gave */
  has({ node }: Variable, library: ReadonlySet<string>): boolean {
    if (this.made.has(node)) return true
    const annotation = node.type === 'Identifier' ? node.typeAnnotation?.typeAnnotation : undefined
    if (annotation?.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return false
    return TYPES.has(annotation.typeName.name) && library.has(annotation.typeName.name)
  }

  private declare(variable: Node, value: Node, lookup: Lookup): void {
    const read = readBy(value, lookup)
    if (read !== null) this.reads.set(variable, read)
    if (value.type !== 'CallExpression') return
    const { callee } = value
    if (callee.type === 'Identifier' && callee.name === 'Manager' && lookup('Manager')?.type === 'Import')
      this.managers.add(variable)
    const of = calledOn(callee, MADE, lookup)
    if (of !== null && this.managers.has(of.proxy.node)) this.made.add(variable)
  }
}

/** What a call of `get` reads, whatever it reads of. */
function readBy(node: Node, lookup: Lookup): Read | null {
  return node.type === 'CallExpression' ? calledOn(node.callee, READING, lookup) : null
}

function calledOn(callee: Node, method: RegExp, lookup: Lookup): Read | null {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return null
  const proxy = method.test(keyName(callee.property) ?? '') ? lookup(callee.object.name) : null
  return proxy === null ? null : { proxy, name: callee.object.name }
}
