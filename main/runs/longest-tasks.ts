/** The longest task of each call of a pool that goes on. */
import type { RunEvent } from '../../protocol/run-event'
import type { TaskColumns } from '../../protocol/telemetry'

type Longest = NonNullable<Extract<RunEvent, { type: 'map-ended' }>['longest']>

/** Calls whose end is never told would fill it. */
const MOST = 1_000

export class LongestTasks {
  private readonly found = new Map<number, Longest>()

  add({ map, index, count, start, end }: TaskColumns): void {
    let last = -1
    let longest: Longest | undefined
    for (let i = 0; i < map.length; i++) {
      const call = map[i] as number
      if (call !== last) longest = this.found.get((last = call))
      const milliseconds = (end[i] as number) - (start[i] as number)
      if (milliseconds <= (longest?.milliseconds ?? -1)) continue
      longest = { index: index[i] as number, count: count[i] as number, milliseconds }
      if (this.found.size < MOST || this.found.has(call)) this.found.set(call, longest)
    }
  }

  /** The call has ended. */
  take(map: number): Longest | null {
    const longest = this.found.get(map)
    this.found.delete(map)
    return longest ?? null
  }
}
