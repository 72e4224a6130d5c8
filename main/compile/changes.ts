/** Which variables a piece of code changes: assigns, or changes the value of. */
import type { Node } from 'oxc-parser'
import { assignedTargets } from './assignments'
import { keyName } from './roles'

export interface Touch {
  readonly name: string
  /** Offset of the name. */
  readonly root: number
  /** `assigned`: the variable has another value; else what in its value is changed. */
  readonly way: 'assigned' | 'element' | 'property' | 'method'
  /** The property or method, `''` where it has no name. */
  readonly member: string
}

const METHODS: ReadonlySet<string> = new Set([
  'push', 'unshift', 'splice', 'shift', 'pop', 'sort', 'reverse', 'fill', 'copyWithin', 'set', 'add', 'delete', 'clear',
]) // prettier-ignore

/** The changes that this very node makes, declarations apart. What is inside the values of a variable's value is not looked at. */
export function touches(node: Node): readonly Touch[] {
  const assigned = assignedTargets(node).map(({ name, start }): Touch => {
    return { name, root: start, way: 'assigned', member: '' }
  })
  switch (node.type) {
    case 'AssignmentExpression':
      return [...assigned, ...ofMember(node.left)]
    case 'UpdateExpression':
      return [...assigned, ...ofMember(node.argument)]
    case 'UnaryExpression':
      return node.operator === 'delete' ? ofMember(node.argument) : []
    case 'CallExpression':
      return ofMember(node.callee)
        .filter(({ way, member }) => way === 'property' && METHODS.has(member))
        .map((touch) => ({ ...touch, way: 'method' }))
    default:
      return assigned
  }
}

/** `v.value += 1`, `v.value++`, `v.value = v.value + 1`: it reads the value, and writes what it made of it. */
export function updatedValue(node: Node, text: string): Touch | null {
  if (node.type !== 'AssignmentExpression' && node.type !== 'UpdateExpression') return null
  const [touch] = ofMember(node.type === 'UpdateExpression' ? node.argument : node.left)
  if (touch?.member !== 'value') return null
  if (node.type === 'UpdateExpression' || node.operator !== '=') return touch
  const name = touch.name.replaceAll('$', String.raw`\$`)
  const own = new RegExp(String.raw`(?<![\w$.])${name}\.value(?![\w$])`)
  return own.test(text.slice(node.right.start, node.right.end)) ? touch : null
}

/** `a.b` or `a[b]`; nothing of what is not so plain. */
function ofMember(node: Node): readonly Touch[] {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return []
  const { name, start } = node.object
  return node.computed
    ? [{ name, root: start, way: 'element', member: '' }]
    : [{ name, root: start, way: 'property', member: keyName(node.property) ?? '' }]
}
