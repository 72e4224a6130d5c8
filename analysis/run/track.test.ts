import { expect, test } from 'vitest'
import { taskOf } from './samples'
import { taskTrack } from './tasks'
import { FAILED, keepWithin, type Track } from './track'

/** What is visited in a stretch. */
function seen(track: Pick<Track, 'each'>, stretch: readonly [number, number], least: number) {
  const all: { start: number; end: number; busy: number; kind: number; marks: number; row: number }[] = []
  track.each(stretch, least, (start, end, busy, kind, marks, row) => all.push({ start, end, busy, kind, marks, row }))
  return all
}

test('a stretch of time has its rows in order, and from far away as many groups as there are pixels', () => {
  const track = taskTrack()
  for (let i = 0; i < 100_000; i++)
    track.add(taskOf({ start: i, end: i + 0.5, kind: i < 50_000 ? 3 : 7, marks: i === 70_000 ? FAILED : 0 }))
  expect(seen(track, [10.25, 12.1], 0).map(({ row }) => row)).toEqual([10, 11, 12])
  expect(seen(track, [99_999.6, 200_000], 0)).toEqual([])
  const far = seen(track, [0, 100_000], 1000)
  expect(far.length).toBeLessThan(1000)
  expect(far.reduce((sum, { busy }) => sum + busy, 0)).toBeCloseTo(50_000, 0)
  expect([far[0]?.kind, far.at(-1)?.kind]).toEqual([3, 7])
  expect(far.filter(({ marks }) => marks > 0).map(({ start, end }) => start <= 70_000 && end >= 70_000)).toEqual([true])
  expect(far.slice(1).every(({ start }, i) => start >= (far[i]?.end ?? Infinity))).toBe(true)
})

test('groups are not told across a pause that is longer than a pixel', () => {
  const track = taskTrack()
  for (let i = 0; i < 64; i++) track.add(taskOf({ start: i < 5 ? i : 1000 + i, end: (i < 5 ? i : 1000 + i) + 1 }))
  for (const { start, end } of seen(track, [0, 2000], 10)) expect(end - start).toBeLessThanOrEqual(10)
})

test('the kind of most time is told for a group', () => {
  const track = taskTrack()
  for (let i = 0; i < 8; i++) track.add(taskOf({ start: i, end: i + (i % 2 ? 0.9 : 0.2), kind: i % 2 }))
  expect(seen(track, [0, 8], 100).map(({ kind }) => kind)).toEqual([1])
})

test('while it goes on the groups are what they would be of all rows at once', () => {
  const track = taskTrack()
  for (let i = 0; i < 1000; i++) {
    track.add(taskOf({ start: i, end: i + 0.25, kind: 1 }))
    if (i % 100 !== 99) continue
    const groups = seen(track, [0, 2000], 1e6)
    expect(groups).toEqual([{ start: 0, end: i + 0.25, busy: (i + 1) / 4, kind: 1, marks: 0, row: -1 }])
  }
})

test('joined rows keep their counts, their busy time and when they were busy', () => {
  const track = taskTrack()
  for (let i = 0; i < 100_000; i++) {
    const end = i + (i < 50_000 ? 0.5 : 0.9)
    track.add(taskOf({ start: i, end, count: 2, marks: i === 7 ? FAILED : 0 }))
  }
  keepWithin(1024, [track])
  const { rows, length } = track
  const sum = (column: Float32Array | Uint32Array) => [...column.subarray(0, length)].reduce((all, one) => all + one, 0)
  const share = (i: number) => (rows.busy[i] as number) / ((rows.end[i] as number) - (rows.start[i] as number))
  const half = track.firstAfter(50_000)
  expect(length).toBeLessThanOrEqual(1024)
  expect(length).toBeGreaterThan(256)
  expect([track.things, sum(rows.parts), sum(rows.count)]).toEqual([100_000, 100_000, 200_000])
  expect(sum(rows.busy)).toBeCloseTo(70_000, 0)
  expect(share(half - 2)).toBeCloseTo(0.5, 2)
  expect(share(half + 2)).toBeCloseTo(0.9, 2)
  expect(seen(track, [0, 1e6], 0).filter(({ marks }) => marks === FAILED)).toHaveLength(1)
})

test('long tasks stay rows of their own among many short ones', () => {
  const track = taskTrack()
  for (let i = 0; i < 1000; i++) track.add(taskOf({ start: i, end: i + (i % 500 === 100 ? 400 : 0.1) }))
  while (track.length > 64) track.halve()
  const { start, end } = track.rows
  const long = [...end.subarray(0, track.length)].filter((at, i) => at - (start[i] as number) >= 400)
  expect(long).toEqual([500, 1000])
})

test('the longest tracks make room for all', () => {
  const tracks = [100, 1000, 10].map((number) => {
    const track = taskTrack()
    for (let i = 0; i < number; i++) track.add(taskOf({ start: i, end: i + 0.5 }))
    return track
  })
  keepWithin(400, tracks)
  expect(tracks.map(({ length }) => length).reduce((a, b) => a + b)).toBeLessThanOrEqual(400)
  expect([tracks[0]?.length, tracks[2]?.length]).toEqual([100, 10])
})
