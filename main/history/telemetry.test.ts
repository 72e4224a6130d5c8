import { expect, test } from 'vitest'
import { sharedSample } from '../../analysis/run/samples'
import type { Site, TelemetryBatch, WaitColumns } from '../../protocol/telemetry'
import { look } from './sample'
import { TelemetryTrack, unpackTelemetry } from './telemetry'

test('a short run is kept look by look, its tasks with the look that saw them', () => {
  const track = new TelemetryTrack()
  const tasks = { process: [0], map: [2], index: [0], count: [4], start: [52], end: [99.5], failed: [false] }
  for (const at of [50, 100, 150]) track.add(look(at, at === 100 ? tasks : {}))
  expect(unpackTelemetry('run', track.packed())).toEqual({
    chunksPerRecord: 1,
    batches: [look(50), look(100, tasks), look(150)],
  })
})

test('a long run has fewer looks, from its first to its last, and all its tasks', () => {
  const track = new TelemetryTrack()
  for (let i = 1; i <= 10_000; i++)
    track.add(
      look(i * 50, {
        process: [0],
        map: [2],
        index: [i],
        count: [1],
        start: [i * 50 - 9],
        end: [i * 50 - 1],
        failed: [false],
      }),
    )
  const packed = track.packed()
  const { batches } = unpackTelemetry('run', packed)
  expect(batches.length).toBeGreaterThan(500)
  expect(batches.length).toBeLessThanOrEqual(1_200)
  expect(batches[0]?.at).toBeLessThan(1_000)
  expect(batches.at(-1)?.at).toBe(500_000)
  expect(batches.flatMap(({ tasks }) => tasks.count).reduce((sum, count) => sum + count, 0)).toBe(10_000)
  expect(JSON.stringify(packed).length).toBeLessThan(600_000)
})

test('many processes make the looks fewer still', () => {
  const track = new TelemetryTrack()
  const wide = (at: number) => {
    const one = look(at)
    const [sample] = one.processes
    return {
      ...one,
      processes: Array.from({ length: 100 }, (_, process) => ({ ...sample!, process, pid: 1000 + process })),
    }
  }
  for (let i = 1; i <= 1_000; i++) track.add(wide(i * 50))
  const { batches } = unpackTelemetry('run', track.packed())
  expect(batches.length).toBeGreaterThan(40)
  expect(batches.length).toBeLessThanOrEqual(100)
  expect(batches.at(-1)).toMatchObject({ at: 50_000, processes: { length: 100 } })
})

const place = (line: number): Site => ({ file: 'a.ts', line, column: 1 })

function waited(rows: readonly (readonly [start: number, end: number, site: number])[], dropped = 0): WaitColumns {
  return {
    process: rows.map(() => 1),
    kind: rows.map(() => 'Lock.acquire'),
    object: rows.map(() => 7),
    site: rows.map(([, , site]) => site),
    start: rows.map(([start]) => start),
    end: rows.map(([, end]) => end),
    outcome: rows.map(() => 'got'),
    dropped,
  }
}

test('waits, what is shared, places and copies are kept, each with the look that saw it', () => {
  const times = { count: 2, sum: 30, longest: 20, buckets: [0, 1, 1] }
  const queue = sharedSample({ object: 9, kind: 'Queue', label: 'jobs', site: 1, depth: 3, acquired: 3, bytes: 30 })
  const lock = sharedSample({ object: 7, label: 'a', site: 0, holders: [1], waiters: [2, 3] })
  const copies = { bytes: 100, transfers: 4, encode: 1.5, work: 60 }
  const use = { kind: 'Lock.acquire', site: 1, count: 2.5 }
  const first = look(50)
  const batches: TelemetryBatch[] = [
    { ...first, shared: [lock, queue], sites: [place(4), place(9)] },
    {
      ...first,
      at: 100,
      maps: first.maps.map((map) => ({ ...map, site: 0, copies, retried: 1 })),
      waits: waited([[52, 99.5, 1]], 2),
      shared: [{ ...lock, site: 2, holders: [], waiters: [], waits: times, holds: times, uses: [use] }],
      sites: [place(20), place(21), place(4)],
    },
  ]
  const track = new TelemetryTrack()
  for (const batch of batches) track.add(batch)
  const kept = unpackTelemetry('run', track.packed()).batches
  const placesOf = ({ maps, waits, shared, sites }: TelemetryBatch) => ({
    maps: maps.map(({ site, ...rest }) => ({ ...rest, site: sites[site]?.line })),
    waits: { ...waits, site: waits.site.map((site) => sites[site]?.line) },
    shared: shared.map(({ site, uses, ...rest }) => ({
      ...rest,
      site: sites[site]?.line,
      uses: uses.map((one) => [one.kind, sites[one.site]?.line, one.count]),
    })),
  })
  const [one, other] = batches.map(placesOf)
  expect(kept.map(placesOf)).toEqual([{ ...one, maps: other?.maps }, other])
})

test('of very many waits the longest are kept, and the others counted; of many things the last', () => {
  const track = new TelemetryTrack()
  for (let i = 0; i < 1_000; i++) {
    const rows = Array.from({ length: 100 }, (_, n) => [i * 50, i * 50 + (n === 0 ? 40 : 0.1), 0] as const)
    const shared = Array.from({ length: 100 }, (_, object) => sharedSample({ object: object + 1, depth: i }))
    track.add({ ...look((i + 1) * 50), waits: waited(rows), shared, sites: [place(4)] })
  }
  const packed = track.packed()
  const { batches } = unpackTelemetry('run', packed)
  const durations = batches.flatMap(({ waits }) => waits.end.map((end, i) => end - (waits.start[i] as number)))
  expect(durations).toHaveLength(10_000)
  expect(durations.filter((duration) => duration > 1)).toHaveLength(1_000)
  expect(batches.at(-1)?.waits.dropped).toBe(90_000)
  expect(batches.at(-1)?.shared).toHaveLength(100)
  expect(batches.at(-1)?.shared.every(({ depth }) => depth === 999)).toBe(true)
  expect(batches.length).toBeGreaterThan(300)
  expect(JSON.stringify(packed).length).toBeLessThan(2_000_000)
})

test('what an older Parallab has kept has none of this', () => {
  const track = new TelemetryTrack()
  track.add(look(50))
  const { sites: _, ended: _ended, endedDropped: _dropped, shared: _shared, ...packed } = track.packed()
  const older = {
    ...packed,
    maps: packed.maps.map(([map, pool, name, workers, total, startedAt]) => {
      return [map, pool, name, workers, total, startedAt] as const
    }),
    looks: packed.looks.map(({ at, processes, maps }) => ({ at, processes, maps })),
  }
  expect(unpackTelemetry('run', older).batches).toEqual([look(50)])
})
