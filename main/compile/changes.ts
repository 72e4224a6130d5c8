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
  const changed = changedPart(node)
  if (changed === null) return assigned
  const parts = ofMember(changed)
  return [...assigned, ...(node.type === 'CallExpression' ? parts.map(asMethod) : parts)]
}

/** What this very node changes in place: `a.b` of `a.b = 1`, of `a.b++` and of `delete a.b`; `a.push` of `a.push(1)`. */
export function changedPart(node: Node): Node | null {
  switch (node.type) {
    case 'AssignmentExpression':
      return node.left
    case 'UpdateExpression':
      return node.argument
    case 'UnaryExpression':
      return node.operator === 'delete' ? node.argument : null
    case 'CallExpression': {
      const { callee } = node
      const isChanging =
        callee.type === 'MemberExpression' && !callee.computed && METHODS.has(keyName(callee.property) ?? '')
      return isChanging ? callee : null
    }
    default:
      return null
  }
}

function asMethod(touch: Touch): Touch {
  return { ...touch, way: 'method' }
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
