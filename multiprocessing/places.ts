/**
 * Functions and classes by the place where they stand in the script. The compile step registers each of them as the
 * module is loaded; a place is what travels to another process, which has loaded the same module.
 */
import { GUARDED, type Place } from '../protocol/compiled'
import { CaptureError } from './errors'
import { tellMain } from './host'

type AnyFunction = (...args: never[]) => unknown

interface Shippable {
  readonly id: string
  /** Reads the captured variables as they are now. */
  readonly captures: (() => readonly unknown[]) | undefined
}

class Itself {
  constructor(value: object) {
    return value
  }
}

/**
 * What is known of a function, in a private field of the function itself: a script makes closures all the time, and
 * entering each into a WeakMap would cost twenty times as much as making it.
 */
class Label extends Itself {
  #shippable: Shippable
  private constructor(value: object, shippable: Shippable) {
    super(value)
    this.#shippable = shippable
  }

  static set(value: object, shippable: Shippable): void {
    if (#shippable in value) value.#shippable = shippable
    else new Label(value, shippable)
  }

  static get(value: object): Shippable | undefined {
    return #shippable in value ? value.#shippable : undefined
  }
}

const byName = new Map<string, AnyFunction>()
const factories = new Map<string, (...captures: unknown[]) => AnyFunction>()
const revived = new Map<string, AnyFunction>()
let places: ReadonlyMap<string, Place> = new Map()

export function setPlaces(known: readonly Place[]): void {
  places = new Map(known.map((place) => [place.id, place]))
}

/** A function or class at a module's top level. */
export function registerName(id: string, value: AnyFunction): void {
  byName.set(id, value)
  Label.set(value, { id, captures: undefined })
}

/** How to make the function that stands at a place, from what it captures. */
export function registerFactory(id: string, factory: (...captures: unknown[]) => AnyFunction): void {
  factories.set(id, factory)
}

/** A function value that was just made at a place. */
export function registerAt<F extends AnyFunction>(id: string, value: F, captures?: () => readonly unknown[]): F {
  Label.set(value, { id, captures })
  return value
}

/** What a function or class is sent as; `null` for one that does not stand in the script. */
export interface ShippedFunction {
  readonly id: string
  readonly captures: readonly unknown[]
  readonly names: readonly string[]
}

/** @throws CaptureError when what it captures rules it out */
export function ship(value: object): ShippedFunction | null {
  const shippable = Label.get(value)
  if (shippable === undefined) return null
  const place = places.get(shippable.id)
  if (place !== undefined) refuse(place)
  return { id: shippable.id, captures: shippable.captures?.() ?? [], names: place?.captures ?? [] }
}

function refuse(place: Place): void {
  const what = describe(place)
  const [changing] = place.reassigned
  if (changing !== undefined)
    throw new CaptureError(
      `${what} captures '${changing}', which is assigned more than once; processes share no variables. Copy it into a const before, or use a shared Value.`,
      place,
      changing,
    )
  const [outer] = place.enclosing
  if (outer !== undefined)
    throw new CaptureError(
      `${what} uses '${outer}' of the function around it, which cannot be sent. Pass what it needs as an argument.`,
      place,
      outer,
    )
}

/** A capture turned out not to be copyable. */
export function captureError(id: string, variable: string, reason: string): CaptureError {
  const place = places.get(id)
  const at = place ?? { file: id, line: 0 }
  return new CaptureError(
    `${place === undefined ? id : describe(place)} captures '${variable}', which cannot be copied: ${reason}`,
    at,
    variable,
  )
}

/** The function that stands at a place, made from the captures that were sent. */
export function functionAt(id: string, captures: readonly unknown[]): AnyFunction {
  const named = byName.get(id)
  if (named !== undefined) return named
  const known = revived.get(id)
  if (known !== undefined && captures.length === 0) return known
  const factory = factories.get(id)
  if (factory === undefined)
    throw new Error(
      `the script has no function at ${id} in this process; is it under 'if (import.meta.main)' in another module?`,
    )
  const made = factory(...captures)
  Label.set(made, { id, captures: captures.length === 0 ? undefined : () => captures })
  if (captures.length === 0) revived.set(id, made)
  return made
}

const arrived = new Set<string>()

/** A function is about to run in this process, which another one sent it to. */
export function noteArrival(value: object): void {
  note(Label.get(value)?.id, ({ isTop, hazards }) => !isTop || hazards.length > 0)
}

/** An error of a class of the script has come to this process; nothing of its class runs. */
export function noteError(constructor: object): void {
  note(Label.get(constructor)?.id, ({ isTop, hazards }) => isTop && hazards.length > 0)
}

/** This process starts a manager, which the script's own code is about to use if this is the script's own process. */
export function noteManager(): void {
  note(GUARDED, () => true)
}

function note(id: string | undefined, isTold: (place: Place) => boolean): void {
  const place = id === undefined || arrived.has(id) ? undefined : places.get(id)
  if (place === undefined) return
  arrived.add(place.id)
  if (isTold(place)) tellMain({ type: 'arrived', place: place.id })
}

/** Whether a function or class stands in the script, not in the library. */
export function isOfScript(value: object): boolean {
  return places.has(Label.get(value)?.id ?? '')
}

/** The place of a function or class, for display: `work` or `main.ts:17:12`. */
export function placeName(value: { readonly name?: string }): string {
  if (value.name !== undefined && value.name !== '') return value.name
  return Label.get(value)?.id ?? 'anonymous'
}

function describe(place: Place): string {
  return `the function ${place.name === '' ? '' : `'${place.name}' `}at ${place.file}:${place.line}`
}
