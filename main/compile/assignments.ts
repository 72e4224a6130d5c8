/** Which variables a piece of code assigns. */
import type { Node } from 'oxc-parser'
import type { ScopeTrackerNode } from 'oxc-walker'

interface Target {
  readonly name: string
  readonly start: number
}

/** The variables that this very node assigns, declarations apart. */
export function assignedTargets(node: Node): readonly Target[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return targets(node.left)
    case 'UpdateExpression':
      return targets(node.argument)
    case 'ForInStatement':
    case 'ForOfStatement':
      if (node.left.type !== 'VariableDeclaration') return targets(node.left)
      // One `var` for all rounds; `let` and `const` are new in each.
      return node.left.kind === 'var' ? node.left.declarations.flatMap(({ id }) => targets(id)) : []
    default:
      return []
  }
}

function targets(node: Node): readonly Target[] {
  switch (node.type) {
    case 'Identifier':
      return [node]
    case 'AssignmentPattern':
      return targets(node.left)
    case 'RestElement':
      return targets(node.argument)
    case 'ArrayPattern':
      return node.elements.flatMap((element) => (element === null ? [] : targets(element)))
    case 'ObjectPattern':
      return node.properties.flatMap((property) => targets(property.type === 'Property' ? property.value : property))
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return targets(node.expression)
    default:
      return []
  }
}

/** `i++` in `for (let i = 0; …; i++)` makes a new `i` for the next round; the one that a function captured stays. */
export function isLoopStep(variable: ScopeTrackerNode, ancestors: readonly Node[]): boolean {
  return (
    variable.type === 'Variable' &&
    variable.variableNode.kind === 'let' &&
    ancestors.some(
      (node, i) =>
        node.type === 'ForStatement' && node.init === variable.variableNode && node.update === ancestors[i + 1],
    )
  )
}
