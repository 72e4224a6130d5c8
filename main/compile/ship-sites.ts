/**
 * Where a function is known to be sent: the target of a `Process`, the work of a pool. What will be refused there is
 * said before the run. Only what is known counts: an array has a `map` too.
 */
import type { Node, ObjectProperty } from 'oxc-parser'
import type { Diagnostic } from '../../protocol/compiled'
import { texts } from '../../texts/main'
import type { Source } from './diagnostics'
import type { Functions, Unit, Variable } from './functions'
import { bare, keyName } from './roles'

const words = texts.compile.captures
const POOLS = new Set(['Pool', 'ProcessPoolExecutor'])
const METHODS = new Set([
  'map', 'mapSync', 'mapAsync', 'apply', 'applySync', 'applyAsync', 'starmap', 'starmapSync', 'starmapAsync',
  'imap', 'imapUnordered', 'submit',
]) // prettier-ignore

type Lookup = (name: string) => Variable | null

interface Site {
  readonly sent: Node
  /** What the sent expression names, if it is a name. */
  readonly variable: Variable | null
  /** The pool's variable, still to be judged; `null` where it is certain that something is sent. */
  readonly receiver: Variable | null
}

export class ShipSites {
  readonly #sites: Site[] = []
  /** What variables begin with, by their declaring identifier. */
  readonly #initial = new Map<Node, Node>()

  /** To be called for each node of a module. */
  visit(node: Node, lookup: Lookup): void {
    if (node.type === 'VariableDeclarator' && node.init !== null) this.#initial.set(node.id, bare(node.init))
    if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Process') {
      const target = targetOf(node.arguments[0])
      if (target !== null && isImport(lookup('Process'))) this.#add(target, lookup, null)
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed) return
    const { object, property } = node.callee
    const [sent] = node.arguments
    if (sent === undefined || property.type !== 'Identifier' || !METHODS.has(property.name)) return
    const receiver = bare(object)
    if (isNewPool(receiver)) this.#add(sent, lookup, null)
    else if (receiver.type === 'Identifier') {
      const variable = lookup(receiver.name)
      if (variable !== null) this.#add(sent, lookup, variable)
    }
  }

  warnings(functions: Functions, source: Source): readonly Diagnostic[] {
    const byNode = new Map<Node, Unit>(functions.units.map((unit) => [unit.node, unit]))
    const warned = new Set<Unit>()
    return this.#sites
      .filter(({ receiver }) => receiver === null || this.#isPool(receiver))
      .flatMap(({ sent, variable }) => {
        const unit = byNode.get(sent) ?? (variable === null ? undefined : functions.byBinding.get(variable.node))
        return unit === undefined ? [] : complaints(unit, functions, source, warned)
      })
  }

  #add(expression: Node, lookup: Lookup, receiver: Variable | null): void {
    const sent = bare(expression)
    this.#sites.push({ sent, receiver, variable: sent.type === 'Identifier' ? lookup(sent.name) : null })
  }

  #isPool({ node }: Variable): boolean {
    const initial = this.#initial.get(node)
    if (initial !== undefined && isNewPool(initial)) return true
    if (node.type !== 'Identifier') return false
    const type = node.typeAnnotation?.typeAnnotation
    return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && POOLS.has(type.typeName.name)
  }
}

function complaints(unit: Unit, functions: Functions, source: Source, warned: Set<Unit>): readonly Diagnostic[] {
  if (warned.has(unit) || unit.role.is === 'top' || unit.usesEval) return []
  warned.add(unit)
  const captures = [...unit.captures].flatMap(([{ node }, at]): readonly Diagnostic[] => {
    const name = /^[\w$]+/.exec(source.text.slice(at))?.[0] ?? ''
    const range = { start: at, end: at + name.length }
    if (functions.assigned.has(node)) return [source.diagnostic('warning', range, words.assigned(name))]
    // A captured function travels too, with what it captures.
    const captured = functions.byBinding.get(node)
    return captured === undefined ? [] : complaints(captured, functions, source, warned)
  })
  const enclosing = [...unit.enclosing].map(([name, at]) =>
    source.diagnostic('warning', { start: at, end: at + name.length }, words.enclosing(name)),
  )
  return [...captures, ...enclosing]
}

function targetOf(options: Node | undefined): Node | null {
  if (options?.type !== 'ObjectExpression') return null
  const target = options.properties.find(
    (property): property is ObjectProperty => property.type === 'Property' && keyName(property.key) === 'target',
  )
  return target?.value ?? null
}

function isNewPool(node: Node): boolean {
  return node.type === 'NewExpression' && node.callee.type === 'Identifier' && POOLS.has(node.callee.name)
}

function isImport(variable: Variable | null): boolean {
  return variable?.type === 'Import'
}
