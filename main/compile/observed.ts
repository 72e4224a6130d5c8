/** What is seen of a module on the way through it, by where it stands: what is changed, mentioned, called and asked. */
import type { Node } from 'oxc-parser'
import { isReferenceIdentifier } from 'oxc-walker'
import { touches, updatedValue, type Touch } from './changes'
import type { Range } from './diagnostics'
import type { Variable } from './functions'
import { isMaking } from './makings'
import { Proxies } from './proxies'
import { keyName } from './roles'

type Lookup = (name: string) => Variable | null

export interface Found {
  readonly at: number
  readonly variable: Variable
}

export interface Change extends Found {
  readonly touch: Touch
  /** Nothing is made of what the change answers. */
  readonly isStatement: boolean
}

/** What takes a lock, or works under one. */
const LOCKING = new Set([
  'acquire', 'acquireSync', 'use', 'useSync', 'hold', 'holdSync', 'update', 'updateSync', 'getLock',
]) // prettier-ignore
const TAKING = new Set(['get', 'getSync', 'getNowait'])

export class Observed {
  readonly changes: Change[] = []
  readonly mentions: (Found & { readonly isPrinted: boolean })[] = []
  readonly calls: Found[] = []
  /** `v.value += 1` */
  readonly updates: Found[] = []
  readonly locking: number[] = []
  /** `q.empty()` in the condition of a statement. */
  readonly checks: (Found & { readonly statement: Range })[] = []
  readonly takes: Found[] = []
  readonly tries: Range[] = []
  /** What only the script's own process does. */
  readonly guarded: Range[] = []
  /** By what declares the variable: what it begins with. */
  readonly initial = new Map<Node, { readonly value: Node; readonly isShared: boolean }>()
  /** Names that the library gives to the script. */
  readonly library = new Set<string>()
  readonly proxies = new Proxies()
  /** `super(a, b)`, with how many it gives; `...all` may be any number. */
  readonly superCalls: { readonly at: number; readonly given: number }[] = []
  private readonly printing: Range[] = []
  private readonly conditions: { readonly test: Range; readonly statement: Range }[] = []
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  visit(node: Node, lookup: Lookup, parent: Node | null): void {
    for (const touch of touches(node)) {
      const variable = lookup(touch.name)
      const isStatement = parent?.type === 'ExpressionStatement'
      if (variable !== null) this.changes.push({ at: node.start, variable, touch, isStatement })
    }
    this.proxies.visit(node, lookup, parent)
    const updated = updatedValue(node, this.text)
    if (updated !== null) note(this.updates, updated.name, node, lookup)
    switch (node.type) {
      case 'Identifier': {
        const variable = isReferenceIdentifier(node, parent) ? lookup(node.name) : null
        const isPrinted = this.printing.some((range) => contains(range, node.start))
        if (variable !== null) this.mentions.push({ at: node.start, variable, isPrinted })
        return
      }
      case 'VariableDeclarator':
        if (node.init !== null) this.initial.set(node.id, { value: node.init, isShared: isMaking(node.init, lookup) })
        return
      case 'ImportDeclaration':
        if (node.source.value === 'multiprocessing')
          for (const { local } of node.specifiers) this.library.add(local.name)
        return
      case 'TryStatement':
        this.tries.push(node)
        return
      case 'IfStatement':
        if (this.text.slice(node.test.start, node.test.end) === 'import.meta.main') this.guarded.push(node.consequent)
        this.conditions.push({ test: node.test, statement: node })
        return
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.conditions.push({ test: node.test, statement: node })
        return
      case 'CallExpression':
        this.call(node, node.callee, lookup)
    }
  }

  private call(node: Extract<Node, { type: 'CallExpression' }>, callee: Node, lookup: Lookup): void {
    if (callee.type === 'Identifier') return note(this.calls, callee.name, node, lookup)
    if (callee.type === 'Super') {
      const isSpread = node.arguments.some(({ type }) => type === 'SpreadElement')
      this.superCalls.push({ at: node.start, given: isSpread ? Infinity : node.arguments.length })
      return
    }
    if (callee.type !== 'MemberExpression' || callee.computed) return
    const method = keyName(callee.property) ?? ''
    if (LOCKING.has(method)) this.locking.push(node.start)
    if (callee.object.type !== 'Identifier') return
    const { name } = callee.object
    if (name === 'console') this.printing.push(node)
    if (TAKING.has(method) && node.arguments.length === 0) note(this.takes, name, node, lookup)
    const variable = method === 'empty' ? lookup(name) : null
    const asked = this.conditions.findLast(({ test }) => contains(test, node.start))
    if (variable !== null && asked !== undefined)
      this.checks.push({ at: node.start, variable, statement: asked.statement })
  }
}

export function contains({ start, end }: Range, at: number): boolean {
  return at >= start && at < end
}

function note(list: Found[], name: string, { start }: Node, lookup: Lookup): void {
  const variable = lookup(name)
  if (variable !== null) list.push({ at: start, variable })
}
