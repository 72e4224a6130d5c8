/** The functions and classes of a module, and what each of them reads from the scopes around it. */
import type { Node, Program } from 'oxc-parser'
import { isReferenceIdentifier, ScopeTracker, walk, type ScopeTrackerNode } from 'oxc-walker'
import { assignedTargets, isLoopStep } from './assignments'
import { isCallable, isClass, standing, type Callable, type Standing } from './roles'

export type Variable = ScopeTrackerNode

export interface Unit extends Standing {
  readonly node: Callable
  /** Variables of enclosing functions and blocks, with the offset of the first use. */
  readonly captures: Map<Variable, number>
  /** `this`, `arguments`, `super`, `new.target` and private names of what is around it, with the offset of the first use. */
  readonly enclosing: Map<string, number>
  /** Calls `eval`, so that nothing can be said about it. */
  usesEval: boolean
}

export interface Functions {
  readonly units: readonly Unit[]
  /** By what declares the variable that stands for the function. */
  readonly byBinding: ReadonlyMap<Node, Unit>
  /** What declares the variables that are assigned after their declaration. */
  readonly assigned: ReadonlySet<Node>
}

interface Frame {
  readonly unit: Unit | null
  /** Has a `this` of its own. */
  readonly hasThis: boolean
  readonly privateNames: ReadonlySet<string> | null
}

/** @param visit is called for every node that is not a type, with a way to look up the variables of its scope */
export function findFunctions(
  program: Program,
  visit: (node: Node, variable: (name: string) => Variable | null, parent: Node | null) => void,
): Functions {
  const units: Unit[] = []
  const assigned = new Set<Node>()
  const frames: Frame[] = []
  const ancestors: Node[] = []
  const tracker = new ScopeTracker({ preserveExitedScopes: true })
  const variable = (name: string) => tracker.getDeclaration(name)
  walk(program, { scopeTracker: tracker })
  tracker.freeze()
  walk(program, {
    scopeTracker: tracker,
    enter(node, parent) {
      if (isType(node)) {
        this.skip()
        ancestors.push(node)
        return
      }
      visit(node, variable, parent)
      const frame = frameOf(node, ancestors)
      if (frame !== null) frames.push(frame)
      if (frame?.unit != null) units.push(frame.unit)
      ancestors.push(node)
      use(node, parent)
    },
    leave(node) {
      ancestors.pop()
      if (!isType(node) && opensFrame(node)) frames.pop()
    },
  })

  function use(node: Node, parent: Node | null): void {
    for (const target of assignedTargets(node)) {
      const found = variable(target.name)
      if (found !== null && !isLoopStep(found, ancestors)) assigned.add(found.node)
    }
    if (node.type === 'Identifier' && isReferenceIdentifier(node, parent)) useName(node.name, node.start)
    else if (node.type === 'ThisExpression') useEnclosing('this', node.start)
    else if (node.type === 'Super') useEnclosing('super', node.start)
    else if (node.type === 'MetaProperty' && node.meta.name === 'new') useEnclosing('new.target', node.start)
    else if (node.type === 'PrivateIdentifier') usePrivate(`#${node.name}`, node.start)
    else if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval')
      for (const { unit } of frames) if (unit !== null) unit.usesEval = true
  }

  function useName(name: string, at: number): void {
    const found = variable(name)
    if (found === null) return
    if (found.type === 'FunctionArguments') return useEnclosing('arguments', at)
    // A module's own variables exist in every process: the child loads the same module.
    if (found.scope === '') return
    for (const { unit } of frames.toReversed()) {
      if (unit === null) continue
      if (found.node.start >= unit.node.start && found.node.end <= unit.node.end) return
      if (!unit.captures.has(found)) unit.captures.set(found, at)
    }
  }

  function useEnclosing(name: string, at: number): void {
    const through: Unit[] = []
    for (const { unit, hasThis } of frames.toReversed()) {
      if (!hasThis) {
        if (unit !== null) through.push(unit)
        continue
      }
      // `super` belongs to the object that a method stands in.
      if (name === 'super' && unit?.role.is === 'method') through.push(unit)
      for (const each of through) if (!each.enclosing.has(name)) each.enclosing.set(name, at)
      return
    }
  }

  function usePrivate(name: string, at: number): void {
    for (const { unit, privateNames } of frames.toReversed()) {
      if (privateNames?.has(name) === true) return
      if (unit !== null && !unit.enclosing.has(name)) unit.enclosing.set(name, at)
    }
  }

  const byBinding = new Map<Node, Unit>()
  for (const unit of units) if (unit.binding !== null) byBinding.set(unit.binding, unit)
  return { units: units.map((unit) => withoutName(unit, assigned)), byBinding, assigned }
}

function opensFrame(node: Node): boolean {
  return isCallable(node) || isOwnThis(node)
}

/** Class fields and static blocks have the `this` of their class. */
function isOwnThis(node: Node): boolean {
  return node.type === 'PropertyDefinition' || node.type === 'AccessorProperty' || node.type === 'StaticBlock'
}

function frameOf(node: Node, ancestors: readonly Node[]): Frame | null {
  if (isOwnThis(node)) return { unit: null, hasThis: true, privateNames: null }
  if (!isCallable(node)) return null
  const unit: Unit = {
    ...standing(node, ancestors),
    node,
    captures: new Map(),
    enclosing: new Map(),
    usesEval: false,
  }
  if (!isClass(node)) return { unit, hasThis: node.type !== 'ArrowFunctionExpression', privateNames: null }
  const names = node.body.body.flatMap((member) =>
    'key' in member && member.key.type === 'PrivateIdentifier' ? [`#${member.key.name}`] : [],
  )
  return { unit, hasThis: false, privateNames: new Set(names) }
}

/** A top-level variable that is assigned again does not always mean the function it began with. */
function withoutName(unit: Unit, assigned: ReadonlySet<Node>): Unit {
  const { role, binding } = unit
  if (role.is !== 'top' || role.declaration || binding === null || !assigned.has(binding)) return unit
  return Object.assign(unit, { role: { is: 'expression' } as const })
}

const VALUES_OF_TYPESCRIPT = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSParameterProperty',
  'TSExportAssignment',
  'TSImportEqualsDeclaration',
])

function isType(node: Node): boolean {
  if ('declare' in node && node.declare === true) return true
  return node.type.startsWith('TS') && !VALUES_OF_TYPESCRIPT.has(node.type)
}
