/** Functions by the place where they stand: their addresses, and what has to travel with them. */
import type { Node } from 'oxc-parser'
import { GUARDED, type Hazard, type Place } from '../../protocol/compiled'
import type { Source } from './diagnostics'
import type { Functions, Unit } from './functions'
import type { Hazards } from './hazards'
import { isClass, keyName } from './roles'

/** A function or class that can be sent, or that is known not to be. */
export interface Placed {
  readonly unit: Unit
  readonly place: Place
  /**
   * The functions that refer to each other in a circle with this one, itself included if it calls itself. Sending one
   * as a capture of the other would never end, so they are made together.
   */
  readonly circle: readonly Unit[]
}

/** @param module how the module is called in addresses: its path from the script's folder */
export function placesOf(functions: Functions, source: Source, module: string, hazards: Hazards): readonly Placed[] {
  const { units, byBinding, assigned } = functions
  return units
    .filter((unit) => unit.role.is !== 'plain' && !unit.usesEval)
    .map((unit) => {
      const circle = circleOf(unit, byBinding)
      const members = new Set<Node | null>(circle.map(({ binding }) => binding))
      const all = circle.length === 0 ? [unit] : circle
      const captured = all
        .flatMap(({ captures }) => [...captures.keys()])
        .filter(({ node }) => circle.length === 0 || !members.has(node))
      const changing = all.flatMap(({ captures }) => [...captures.keys()]).filter(({ node }) => assigned.has(node))
      const { line, column } = source.lines.at(unit.text.start)
      return {
        unit,
        circle,
        place: {
          id: unit.role.is === 'top' ? `${module}#${unit.role.name}` : `${module}:${line}:${column}`,
          file: source.file,
          line,
          column,
          name: unit.name,
          captures: unique(captured.map(({ node }) => nameOfBinding(node))),
          reassigned: unique(changing.map(({ node }) => nameOfBinding(node))),
          enclosing: unique(all.flatMap(({ enclosing }) => [...enclosing.keys()])),
          isTop: unit.role.is === 'top',
          hazards: hazards.of(unit, functions),
        },
      }
    })
}

/** The methods of a top-level class, which its registration makes known too. */
export function methodPlaces({ unit, place }: Placed, source: Source): readonly Place[] {
  if (!isClass(unit.node) || unit.role.is !== 'top') return []
  return unit.node.body.body.flatMap((member) => {
    const name = member.type === 'MethodDefinition' && member.kind === 'method' ? keyName(member.key) : null
    if (member.type !== 'MethodDefinition' || member.computed || name === null || name.startsWith('#')) return []
    const id = `${place.id}.${member.static ? '' : 'prototype.'}${name}`
    const nothing = { captures: [], reassigned: [], enclosing: [], hazards: [] }
    return [{ ...place, ...nothing, id, name, ...source.lines.at(member.start) }]
  })
}

/** The place of what the script's own process alone does, where there is something to say of it. */
export function guardedPlaces(hazards: readonly Hazard[], file: string): readonly Place[] {
  const [first] = hazards
  if (first === undefined) return []
  const { line, column } = first
  const nothing = { captures: [], reassigned: [], enclosing: [] }
  return [{ ...nothing, id: GUARDED, file, line, column, name: '', isTop: true, hazards }]
}

/** What can be made anew elsewhere; anything else is refused when it is sent. */
export function canBeMade({ place }: Placed): boolean {
  return place.reassigned.length === 0 && place.enclosing.length === 0
}

function circleOf(unit: Unit, byBinding: ReadonlyMap<Node, Unit>): readonly Unit[] {
  const around = reachable(unit, byBinding)
  if (!around.has(unit)) return []
  return [...around].filter((other) => reachable(other, byBinding).has(unit))
}

function reachable(from: Unit, byBinding: ReadonlyMap<Node, Unit>): Set<Unit> {
  const found = new Set<Unit>()
  const visit = (unit: Unit) => {
    for (const { node } of unit.captures.keys()) {
      const next = byBinding.get(node)
      if (next === undefined || found.has(next)) continue
      found.add(next)
      visit(next)
    }
  }
  visit(from)
  return found
}

function nameOfBinding(node: Node): string {
  if (node.type === 'Identifier') return node.name
  return 'id' in node && node.id?.type === 'Identifier' ? node.id.name : ''
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
