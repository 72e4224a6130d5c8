/** The calls of the runtime that make functions known under their places, written around and beside them. */
import type { Node } from 'oxc-parser'
import { after, before, statement, type Edit } from './pieces'
import { canBeMade, type Placed } from './places'
import { isClass } from './roles'

/** @param first where the module's first statement begins @param made the function that makes all factories known */
export function registrations(placed: readonly Placed[], first: number, made: string): readonly Edit[] {
  return [
    ...placed.flatMap((each) => registration(each, first)),
    ...methodRegistrations(placed),
    ...(placed.some(hasFactory) ? [statement(first, `${made}(); `)] : []),
  ]
}

/** Top-level functions are there in every process; only what stands elsewhere has to be made. */
export function hasFactory(placed: Placed): boolean {
  return placed.unit.role.is !== 'top' && canBeMade(placed)
}

/** `__lab.at("…", f, () => [a, b])` */
export function at(placed: Placed, value: string): string {
  return `__lab.at(${JSON.stringify(placed.place.id)}, ${value}${captures(placed)})`
}

/** An expression with the name that JavaScript would infer: `{ "f": () => 1 }["f"]`. */
export function named(label: string | null): { readonly head: string; readonly tail: string } {
  if (label === null) return { head: '', tail: '' }
  const key = JSON.stringify(label)
  return { head: `{ ${key}: `, tail: ` }[${key}]` }
}

function registration(placed: Placed, first: number): readonly Edit[] {
  const { unit, place } = placed
  const { role, node, label, name } = unit
  const id = JSON.stringify(place.id)
  const register = isClass(node) ? 'class' : 'name'
  const { head, tail } = named(label)
  switch (role.is) {
    case 'top':
      if (role.declaration)
        return isClass(node)
          ? [after(node, ` __lab.class(${id}, ${name});`)]
          : [statement(first, `__lab.name(${id}, ${name}); `)]
      return [
        before(node.start, `__lab.${register}(${id}, ${head}`),
        after(node, `${tail})${node.type.endsWith('Declaration') ? ';' : ''}`),
      ]
    case 'declaration':
      return isClass(node) ? [after(node, ` ${at(placed, name)};`)] : [statement(role.body, `${at(placed, name)}; `)]
    case 'expression':
      return [before(node.start, `__lab.at(${id}, ${head}`), after(node, `${tail}${captures(placed)})`)]
    case 'method':
    case 'plain':
      return []
  }
}

/** Methods of an object literal are registered together, when the object is there. */
function methodRegistrations(placed: readonly Placed[]): readonly Edit[] {
  const objects = new Map<Node, Placed[]>()
  for (const each of placed) {
    const { role } = each.unit
    if (role.is === 'method') objects.set(role.object, [...(objects.get(role.object) ?? []), each])
  }
  return [...objects].flatMap(([object, methods]) => {
    const list = methods.map(
      (method) => `[${JSON.stringify(method.unit.name)}, ${JSON.stringify(method.place.id)}${captures(method)}]`,
    )
    return [before(object.start, '__lab.methods('), after(object, `, [${list.join(', ')}])`)]
  })
}

/** Read when the function is sent, not before. */
function captures(placed: Placed): string {
  const { captures: names } = placed.place
  return canBeMade(placed) && names.length > 0 ? `, () => [${names.join(', ')}]` : ''
}
