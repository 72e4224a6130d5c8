/**
 * What processes share is called by the variable that it is given to: `const b = new Lock()` becomes
 * `const b = __lab.named("b", new Lock())`. Only where the script makes something shared in that very expression, so that
 * nothing else pays for it.
 */
import type { AssignmentExpression, Node } from 'oxc-parser'
import type { Variable } from './functions'
import { isMaking } from './makings'
import { after, before, type Edit } from './pieces'
import { keyName } from './roles'

type Lookup = (name: string) => Variable | null

export class Labels {
  /** Outside of all else that is written around the same expressions. */
  readonly heads: Edit[] = []
  readonly tails: Edit[] = []

  /** To be called for each node of a module. */
  visit(node: Node, lookup: Lookup): void {
    switch (node.type) {
      case 'VariableDeclarator':
        return this.#label(node.init, patternName(node.id), lookup)
      case 'AssignmentPattern':
        return this.#label(node.right, patternName(node.left), lookup)
      case 'AssignmentExpression':
        if (/^(=|\|\|=|&&=|\?\?=)$/.test(node.operator)) this.#visitAssignment(node, lookup)
        return
      case 'PropertyDefinition':
      case 'AccessorProperty':
        return this.#label(node.value, node.computed ? null : quoted(keyName(node.key)), lookup)
      case 'CallExpression':
        this.#visitPush(node.callee, node.arguments, lookup)
    }
  }

  #visitAssignment({ left, right }: AssignmentExpression, lookup: Lookup): void {
    const list = left.type === 'MemberExpression' && left.computed ? pathOf(left.object) : null
    if (list === null || left.type !== 'MemberExpression') return this.#label(right, patternName(left), lookup)
    // Only what is a variable can be asked once more.
    const index = left.property.type === 'Identifier' ? left.property.name : undefined
    this.#label(right, quoted(index === undefined ? shown(list) : `${shown(list)}[]`), lookup, index)
  }

  /** `locks.push(new Lock())` makes `locks[2]`. What the list is called by can be read once more without any effect. */
  #visitPush(callee: Node, [item, ...others]: readonly Node[], lookup: Lookup): void {
    if (callee.type !== 'MemberExpression' || callee.computed || keyName(callee.property) !== 'push') return
    const { object } = callee
    const isOwn = object.type === 'MemberExpression' && object.object.type === 'ThisExpression'
    const path = object.type === 'Identifier' || isOwn ? pathOf(object) : null
    if (item === undefined || item.type === 'SpreadElement' || others.length > 0 || path === null) return
    this.#label(item, quoted(`${shown(path)}[]`), lookup, `${path}.length`)
  }

  /**
   * @param name the name, or the names of a pattern, as JavaScript
   * @param index what stands in the brackets that the name ends with
   */
  #label(value: Node | null, name: string | null, lookup: Lookup, index?: string): void {
    if (value === null || name === null || !isMaking(value, lookup)) return
    this.heads.push(before(value.start, `__lab.named(${name}, `))
    this.tails.push(after(value, index === undefined ? ')' : `, ${index})`))
  }
}

function quoted(name: string | null): string | null {
  return name === null ? null : JSON.stringify(name)
}

/** `"a"`, `"locks.a"`, `["a", null, "b"]`; of an object's pattern `""`: what is in it has names of its own. */
function patternName(pattern: Node): string | null {
  switch (pattern.type) {
    case 'Identifier':
      return quoted(pattern.name)
    case 'ArrayPattern':
      return JSON.stringify(
        pattern.elements.map((element) => {
          const target = element?.type === 'AssignmentPattern' ? element.left : element
          return target?.type === 'Identifier' ? target.name : null
        }),
      )
    case 'ObjectPattern':
      return '""'
    case 'MemberExpression': {
      const path = pathOf(pattern)
      return path === null ? null : quoted(shown(path))
    }
    default:
      return null
  }
}

/** Names joined by dots. */
function pathOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'ThisExpression') return 'this'
  if (node.type !== 'MemberExpression' || node.computed || node.optional) return null
  const object = pathOf(node.object)
  return object === null ? null : `${object}.${keyName(node.property)}`
}

function shown(path: string): string {
  return path.replace(/^this\./, '')
}
