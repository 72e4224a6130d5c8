import { expect, test } from 'vitest'
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
