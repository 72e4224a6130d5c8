/** Which functions of a script have come to which of its processes. */
import { GUARDED, type CompiledScript, type Place } from '../../protocol/compiled'
import type { RunEvent } from '../../protocol/run-event'
import type { LiveProcess } from './listener'

/** A second one shows that several do the same; a third says nothing new. */
const MOST = 2

type Arrived = Omit<Extract<RunEvent, { type: 'function-arrived' }>, 'at'>

export class Arrivals {
  private readonly places: ReadonlyMap<string, Place>
  private readonly counts = new Map<string, number>()

  constructor({ places }: CompiledScript) {
    this.places = new Map(places.map((place) => [place.id, place]))
  }

  /** @returns what is to be told of it */
  note(id: string, { number, name }: LiveProcess): Arrived | null {
    const place = this.places.get(id)
    const count = this.counts.get(id) ?? 0
    if (place === undefined || count >= MOST || (id === GUARDED && number !== 0)) return null
    this.counts.set(id, count + 1)
    const { file, line, column, captures, hazards, isTop } = place
    return {
      type: 'function-arrived',
      process: number,
      name,
      function: place.name,
      isTop,
      captures,
      hazards,
      site: { file, line, column },
    }
  }
}
