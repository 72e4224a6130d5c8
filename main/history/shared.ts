/** What a run's processes shared, in bounded memory: the last of each thing, and of the first ones how it came to that. */
import type { SharedSample } from '../../protocol/telemetry'

/** Things of which the last is kept, and how many of them can be followed over time. */
const MOST = 2_000
const FOLLOWED = 32

/** One look at a thing; who had it and who waited stand in lists. */
export type SharedRow = readonly [
  object: number,
  depth: number,
  acquired: number,
  bytes: number,
  holders: readonly number[],
  waiters: readonly number[],
]

export class SharedThings {
  private readonly last = new Map<number, SharedSample>()
  private readonly followed = new Set<number>()

  /** @returns those that are followed, without the times that grow with every look */
  add(samples: readonly SharedSample[]): SharedSample[] {
    return samples.flatMap((sample) => {
      const { object } = sample
      if (this.last.has(object) || this.last.size < MOST) this.last.set(object, sample)
      if (this.followed.size < FOLLOWED) this.followed.add(object)
      return this.followed.has(object) ? [{ ...sample, waits: NONE, holds: NONE, uses: [] }] : []
    })
  }

  packed(): SharedSample[] {
    return [...this.last.values()]
  }
}

export function sharedRow({ object, depth, acquired, bytes, holders, waiters }: SharedSample): SharedRow {
  return [object, depth, acquired, bytes, holders, waiters]
}

/** The looks at the things, each thing's last one with all that is known of it; those without any come in the last look. */
export function unpackShared(
  looks: readonly (readonly SharedRow[])[],
  last: readonly SharedSample[],
): SharedSample[][] {
  const things = new Map(last.map((sample) => [sample.object, sample]))
  const lastLook = new Map(looks.flatMap((rows, look) => rows.map(([object]) => [object, look])))
  return looks.map((rows, look) => {
    const samples = rows.flatMap(([object, depth, acquired, bytes, holders, waiters]) => {
      const thing = things.get(object)
      if (thing === undefined || lastLook.get(object) === look) return thing ?? []
      return { ...thing, depth, acquired, bytes, holders, waiters, waits: NONE, holds: NONE, encode: 0, uses: [] }
    })
    return look < looks.length - 1 ? samples : [...samples, ...last.filter(({ object }) => !lastLook.has(object))]
  })
}

const NONE = { count: 0, sum: 0, longest: 0, buckets: [] } as const
