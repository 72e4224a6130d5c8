/**
 * What a function does that comes to nothing, or goes wrong, once it runs in another process. Found without running it,
 * and told only of a function that really has come to another process, so that what is told is certain (see ADR 16).
 */
import type { MethodDefinition, Node } from 'oxc-parser'
import type { Hazard } from '../../protocol/compiled'
import type { Range, Source } from './diagnostics'
import type { Functions, Unit, Variable } from './functions'
import { contains, Observed, type Change, type Found } from './observed'
import { isClass } from './roles'

const VALUES = new Set(['Value', 'RawValue'])
const QUEUES = new Set(['Queue', 'JoinableQueue', 'SimpleQueue'])
const COLLECTIONS = new Set(['Array', 'Map', 'Set', 'WeakMap', 'WeakSet'])
/** Of these the library has none, so that they are an array's, whatever the type. */
const ONLY_OF_LISTS = new Set(['push', 'unshift', 'splice'])

export class Hazards {
  private readonly source: Source
  private readonly seen: Observed
  readonly visit: Observed['visit']

  /** What the script's own process alone does; the same for each function. */
  private script: readonly Range[] | undefined

  constructor(source: Source) {
    this.source = source
    this.seen = new Observed(source.text)
    this.visit = this.seen.visit.bind(this.seen)
  }

  /** @returns those of a function that can be sent, each variable once */
  of(unit: Unit, functions: Functions): readonly Hazard[] {
    if (isClass(unit.node)) return this.unpicklable(unit.node)
    const { changes, updates, checks, mentions } = this.seen
    const own = this.reached([unit.node], functions)
    const script = this.ofScript(functions)
    const within = ({ at }: Found) => isIn(own, at)
    return firsts([
      ...changes.filter(within).map((change) => this.lost(change, unit, own, script)),
      ...mentions.filter(within).map((mention) => this.unseen(mention, own, script)),
      ...updates.filter(within).map((update) => this.unlocked(update, unit, own)),
      ...checks.filter(within).map((check) => this.emptied(check, unit)),
      ...this.nested(own),
    ])
  }

  /** @returns those of what the script's own process alone does: there, too, a manager is another process */
  ofGuarded(functions: Functions): readonly Hazard[] {
    return firsts(this.nested(this.ofScript(functions)))
  }

  private ofScript(functions: Functions): readonly Range[] {
    return (this.script ??= this.reached(this.seen.guarded, functions))
  }

  /** Changes of what a manager's proxies gave, and which is not put back. */
  private nested(own: readonly Range[]): readonly (Hazard | null)[] {
    const { changes, proxies, library } = this.seen
    const copies = changes.flatMap((change) => {
      const read = proxies.reads.get(change.variable.node)
      return read === undefined || !this.isOnlyChanged(change) ? [] : [{ ...read, at: change.at }]
    })
    return [...copies, ...proxies.changes].map(({ proxy, name, at }) =>
      isIn(own, at) && proxies.has(proxy, library) ? this.hazard('nested-change-lost', name, at) : null,
    )
  }

  /** Pickle keeps what `super` was given, and calls the class with it. */
  private unpicklable(node: Class): readonly Hazard[] {
    const member = node.superClass === null ? undefined : node.body.body.find(isConstructor)
    if (member === undefined || node.id === null) return []
    const call = this.seen.superCalls.find(({ at }) => contains(member, at))
    const wanted = member.value.params.filter(isRequired).length
    const isRefused = call !== undefined && wanted > call.given
    return isRefused ? [this.hazard('unpicklable-error', node.id.name, member.start)] : []
  }

  /** A change that somebody else would have to see, and does not. */
  private lost(change: Change, unit: Unit, own: readonly Range[], script: readonly Range[]): Hazard | null {
    const { touch, variable, at } = change
    if (variable.type === 'FunctionParam')
      return variable.fnNode === unit.node && this.isData(variable.node, touch) && this.isOnlyChanged(change)
        ? this.hazard('argument-changed', touch.name, at)
        : null
    if (!this.isOfModule(variable, own) || !this.isChange(change)) return null
    const isSeen = this.seen.mentions.some(
      (mention) =>
        mention.variable.node === variable.node &&
        !isIn(own, mention.at) &&
        // A variable of an enclosing function is its process's own; one of the module is made anew in each process.
        (variable.scope !== '' || isIn(script, mention.at)),
    )
    return isSeen ? this.hazard('change-lost', touch.name, at) : null
  }

  /** It reads what the script's own process alone has changed. */
  private unseen({ variable, at }: Found, own: readonly Range[], script: readonly Range[]): Hazard | null {
    if (variable.scope !== '' || !this.isOfModule(variable, own)) return null
    const changes = this.seen.changes.filter(
      (change) => change.variable.node === variable.node && this.isChange(change),
    )
    const isElsewhere =
      changes.length > 0 && changes.every((change) => isIn(script, change.at) && !isIn(own, change.at))
    return isElsewhere ? this.hazard('change-unseen', this.nameAt(at), at) : null
  }

  private unlocked({ variable, at }: Found, unit: Unit, own: readonly Range[]): Hazard | null {
    if (this.seen.locking.some((place) => isIn(own, place)) || !this.isShared(variable, unit, VALUES)) return null
    return this.hazard('unlocked-update', this.nameAt(at), at)
  }

  private emptied({ variable, at, statement }: Observed['checks'][number], unit: Unit): Hazard | null {
    if (!this.isShared(variable, unit, QUEUES)) return null
    const { takes, tries } = this.seen
    const take = takes.find((one) => one.variable.node === variable.node && contains(statement, one.at))
    if (take === undefined || isIn(tries, take.at)) return null
    return this.hazard('empty-then-get', this.nameAt(at), at)
  }

  /** The code of these ranges and of the functions that it calls by their names. */
  private reached(from: readonly Range[], { byBinding }: Functions): readonly Range[] {
    const ranges = new Set(from)
    for (const range of ranges)
      for (const { at, variable } of this.seen.calls) {
        const called = contains(range, at) ? byBinding.get(variable.node) : undefined
        if (called !== undefined) ranges.add(called.node)
      }
    return [...ranges]
  }

  private isOfModule(variable: Variable, own: readonly Range[]): boolean {
    return variable.type === 'Variable' && !isIn(own, variable.node.start)
  }

  /** Not of something shared, which is changed for all. */
  private isChange({ touch, variable }: Change): boolean {
    if (touch.way === 'assigned') return true
    const initial = this.seen.initial.get(variable.node)
    return initial !== undefined && !initial.isShared && isOwnData(initial.value)
  }

  /** Nothing else is done with the variable's value but to print it. */
  private isOnlyChanged({ touch, variable, isStatement }: Change): boolean {
    if (touch.way === 'assigned') return false
    if (!isStatement && touch.member !== 'push' && touch.member !== 'unshift') return false
    const { changes, mentions } = this.seen
    const isRoot = (at: number) => changes.some((change) => change.touch.root === at)
    return mentions.every(({ at, variable: { node }, isPrinted }) => node !== variable.node || isPrinted || isRoot(at))
  }

  /** By its type, where it has one: something of the library is changed for all. */
  private isData(parameter: Node, { way, member }: Change['touch']): boolean {
    const type = parameter.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : undefined
    switch (type?.type) {
      case 'TSArrayType':
      case 'TSTupleType':
      case 'TSTypeLiteral':
        return true
      case 'TSTypeReference': {
        const name = type.typeName.type === 'Identifier' ? type.typeName.name : ''
        return name !== '' && !this.seen.library.has(name) && (way !== 'method' || COLLECTIONS.has(name))
      }
      default:
        return way === 'element' || (way === 'method' && ONLY_OF_LISTS.has(member))
    }
  }

  /** Of one of these classes of the library, as far as can be told: by its type, or for want of one by what the script imports. */
  private isShared(variable: Variable, unit: Unit, classes: ReadonlySet<string>): boolean {
    const { node } = variable
    if (variable.type !== 'FunctionParam') return this.seen.initial.get(node)?.isShared === true
    if (variable.fnNode !== unit.node) return false
    const annotation = node.type === 'Identifier' ? node.typeAnnotation?.typeAnnotation : undefined
    if (annotation === undefined) return [...classes].some((name) => this.seen.library.has(name))
    if (annotation.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return false
    const { name } = annotation.typeName
    return classes.has(name) && this.seen.library.has(name)
  }

  private nameAt(at: number): string {
    return /[\w$]+/.exec(this.source.text.slice(at))?.[0] ?? ''
  }

  private hazard(hazard: Hazard['hazard'], variable: string, at: number): Hazard {
    return { hazard, variable, ...this.source.lines.at(at) }
  }
}

/** Each variable once. */
function firsts(found: readonly (Hazard | null)[]): readonly Hazard[] {
  const all = found.filter((hazard) => hazard !== null)
  const isFirst = ({ hazard, variable }: Hazard, i: number) =>
    all.findIndex((other) => other.hazard === hazard && other.variable === variable) === i
  return all.filter(isFirst)
}

type Class = Extract<Unit['node'], { type: 'ClassDeclaration' | 'ClassExpression' }>

function isConstructor(member: Node): member is MethodDefinition {
  return member.type === 'MethodDefinition' && member.kind === 'constructor' && member.value.body !== null
}

/** No default, no `?`, not the rest. */
function isRequired(parameter: Node): boolean {
  const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter
  if (pattern.type === 'AssignmentPattern' || pattern.type === 'RestElement') return false
  return !('optional' in pattern) || pattern.optional !== true
}

function isIn(ranges: readonly Range[], at: number): boolean {
  return ranges.some((range) => contains(range, at))
}

/** A list, an object or a collection that is made here, of memory that nobody else has. */
function isOwnData(value: Node): boolean {
  switch (value.type) {
    case 'ArrayExpression':
    case 'ObjectExpression':
      return true
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return isOwnData(value.expression)
    case 'NewExpression': {
      if (value.callee.type !== 'Identifier') return false
      const [first] = value.arguments
      const isOfNumbers = /^(Ui|I)nt\d+Array$|^Float\d+Array$/.test(value.callee.name)
      return COLLECTIONS.has(value.callee.name) || (isOfNumbers && first?.type === 'Literal')
    }
    case 'CallExpression': {
      const { callee } = value
      return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Array'
    }
    default:
      return false
  }
}
