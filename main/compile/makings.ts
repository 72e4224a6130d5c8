/** Where the script makes what processes share, as far as it can be seen without running it. */
import type { Node } from 'oxc-parser'
import type { Variable } from './functions'
import { keyName } from './roles'

type Lookup = (name: string) => Variable | null

const MAKERS = new Set([
  'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier', 'Queue', 'JoinableQueue',
  'SimpleQueue', 'Pipe', 'Pool', 'ProcessPoolExecutor', 'Value', 'Array', 'Client', 'ClientSync',
]) // prettier-ignore

/** Methods that answer with what their callback has made. */
const MAPPING = new Set(['from', 'map', 'flatMap', 'fromEntries'])

/** Whether the value of an expression is something shared, or a list or an object of such, that it makes itself. */
export function isMaking(node: Node, lookup: Lookup): boolean {
  const isMade = (part: Node | null | undefined): boolean => part != null && isMaking(part, lookup)
  switch (node.type) {
    case 'NewExpression':
      return isMaker(node.callee, lookup)
    case 'CallExpression':
      return (
        isMaker(node.callee, lookup) ||
        node.arguments.some((argument) => isMade(argument) || (isMapping(node.callee) && isMade(resultOf(argument)))) ||
        (node.callee.type === 'MemberExpression' && isMade(node.callee.object))
      )
    case 'ArrayExpression':
      return node.elements.some(isMade)
    case 'ObjectExpression':
      return node.properties.some((property) =>
        isMade(property.type === 'Property' ? property.value : property.argument),
      )
    case 'SpreadElement':
    case 'AwaitExpression':
      return isMade(node.argument)
    case 'ConditionalExpression':
      return isMade(node.consequent) || isMade(node.alternate)
    case 'LogicalExpression':
      return isMade(node.left) || isMade(node.right)
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return isMade(node.expression)
    default:
      return false
  }
}

/** A class or function of the library; a class of the script with such a name is not. */
function isMaker(callee: Node, lookup: Lookup): boolean {
  switch (callee.type) {
    case 'Identifier': {
      const found = lookup(callee.name)
      if (found?.type === 'Import')
        return found.node.type === 'ImportSpecifier' && MAKERS.has(keyName(found.node.imported) ?? '')
      return found?.type === 'Variable' && MAKERS.has(callee.name)
    }
    case 'MemberExpression':
      return !callee.computed && MAKERS.has(keyName(callee.property) ?? '')
    case 'ParenthesizedExpression':
    case 'TSInstantiationExpression':
      return isMaker(callee.expression, lookup)
    default:
      return false
  }
}

function isMapping(callee: Node): boolean {
  return callee.type === 'MemberExpression' && !callee.computed && MAPPING.has(keyName(callee.property) ?? '')
}

/** What a callback answers with, where that is plain to see. */
function resultOf(callback: Node): Node | null {
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') return null
  const { body } = callback
  if (body?.type !== 'BlockStatement') return body
  const last = body.body.at(-1)
  return last?.type === 'ReturnStatement' ? last.argument : null
}
