/**
 * Factories of functions: how another process, which has loaded the same module, makes the function that stands at a
 * place. They are in one function at the module's end, so that no line of the script moves; it is hoisted and called
 * first, so that all are known before the script does anything.
 */
import type { Unit } from './functions'
import type { Pieces } from './pieces'
import type { Placed } from './places'
import { at, hasFactory, named } from './registrations'
import { isClass } from './roles'

export function writeFactories(pieces: Pieces, placed: readonly Placed[], name: string, end: number): void {
  const made = placed.filter(hasFactory)
  if (made.length === 0) return
  const byUnit = new Map(placed.map((each) => [each.unit, each]))
  pieces.write(`\nfunction ${name}() {`, end)
  for (const each of made) {
    const { place, unit, circle } = each
    pieces.write(`\n__lab.place(${JSON.stringify(place.id)}, (${place.captures.join(', ')}) => `, unit.text.start)
    const members = circle.map((member) => byUnit.get(member)).filter((member) => member !== undefined)
    if (members.length > 0 || unit.role.is === 'declaration')
      writeBlock(pieces, members.length > 0 ? members : [each], each)
    else writeExpression(pieces, unit)
    pieces.write(');', unit.text.end)
  }
  pieces.write('\n}\n', end)
}

function writeExpression(pieces: Pieces, { role, text, name, label }: Unit): void {
  const { head, tail } = role.is === 'method' ? { head: '{ ', tail: ` }[${JSON.stringify(name)}]` } : named(label)
  pieces.write(`(${head}`, text.start)
  pieces.part(text)
  pieces.write(`${tail})`, text.end)
}

/** `{ const a = …; const b = …; return a }`, for functions that refer to each other by these names. */
function writeBlock(pieces: Pieces, members: readonly Placed[], result: Placed): void {
  const { start } = result.unit.text
  pieces.write('{ ', start)
  for (const member of members) {
    const { role, text, label } = member.unit
    const name = variableOf(member.unit)
    if (role.is === 'declaration') {
      // Functions are hoisted and can be registered where they stand; a class cannot.
      if (!isClass(member.unit.node)) pieces.write(`${at(member, name)}; `, text.start)
      pieces.part(text)
      if (isClass(member.unit.node)) pieces.write(` ${at(member, name)};`, text.end)
      pieces.write(' ', text.end)
    } else {
      const { head, tail } = named(label)
      const [opening, closing] = at(member, '\n').split('\n')
      pieces.write(`const ${name} = ${opening}${head}`, text.start)
      pieces.part(text)
      pieces.write(`${tail}${closing}; `, text.end)
    }
  }
  pieces.write(`return ${variableOf(result.unit)} }`, start)
}

function variableOf({ binding, name }: Unit): string {
  return binding?.type === 'Identifier' ? binding.name : name
}
