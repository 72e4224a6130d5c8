import { expect, test } from 'vitest'
import { mapSample, processSample } from '../../analysis/run/samples'
import type { RunFigures } from '../../protocol/history'
import type { RunEvent } from '../../protocol/run-event'
import { NO_COPIES } from '../../protocol/telemetry'
import { completeEvent, completeFigures } from './older'

test('what an older Parallab did not tell is not known; what a present one told is left', () => {
  const ended = { type: 'map-ended', at: 1, map: 2, pool: 1, done: 3, total: 3, failed: 0, seconds: 1 }
  expect(completeEvent(ended as RunEvent)).toEqual({ ...ended, copies: NO_COPIES, site: null })
  const told = { ...ended, copies: { ...NO_COPIES, bytes: 9 }, site: { file: 'a.ts', line: 1, column: 2 } }
  expect(completeEvent(told as RunEvent)).toEqual(told)

  const { site: _site, copies: _copies, retried: _retried, ...map } = mapSample()
  const { waits: _waits, task: _task, seenAt: _seenAt, ...process } = processSample()
  const figures = { maps: [map], processes: [process], peakMemory: 1, dropped: 0 } as unknown as RunFigures
  expect(completeFigures(figures)).toEqual({ ...figures, maps: [mapSample()], processes: [processSample()] })
})
