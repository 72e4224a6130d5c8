/** For tests: runs and repeats as the lab tells them. */
import { batchOf, mapSample, processSample, tasksOf } from '../../analysis/run/samples'
import type { Machine } from '../../protocol/lab'
import type { Repeat } from '../../protocol/sweep'
import type { TelemetryBatch } from '../../protocol/telemetry'
import type { LabListener } from '../lab'
import type { History } from './history'
import type { RecordedRun } from './run-recording'

export const MACHINE: Machine = {
  platform: 'linux',
  os: 'Linux 6',
  arch: 'x64',
  cpus: 2,
  cpuModel: 'a processor',
  memory: 8 * 2 ** 30,
  electron: '33.2.1',
  chrome: '130',
  node: '20',
  v8: '13',
  version: '0.1.0',
}

export const SWEEP = {
  settings: { axis: 'pool-size', values: [1, 2], poolSize: null, repeats: 2, warmups: 0, timeout: null, seed: 1 },
  cores: 2,
  argv: [],
} as const

export function recorded(text: string, path: string | null = '/scripts/primes.ts'): RecordedRun {
  return {
    source: { text, path, example: null },
    settings: { poolSize: 2, chunkSize: null, argv: ['a'], cwd: '/scripts', memoryLimit: null },
    isDirect: false,
  }
}

export const SILENT: LabListener = {
  event: () => undefined,
  telemetry: () => undefined,
  output: () => undefined,
  uncaught: () => undefined,
}

/** A look at a run with one process and one call. */
export function look(at: number, tasks: Partial<TelemetryBatch['tasks']> = {}): TelemetryBatch {
  return batchOf({
    at,
    cores: { at, cores: [0.5, 0.25] },
    processes: [processSample({ state: 'waiting', waitsFor: 'task', cpu: 0.125, memory: 1000 + at, tasksDone: at })],
    maps: [mapSample({ map: 2, name: 'isPrime', done: at, startedAt: 1, tasksPerSecond: 50 })],
    tasks: tasksOf(tasks),
  })
}

/** Tells the history a whole run; what it keeps is there when `settled` has resolved. */
export function tellRun(history: History, id: string, run: RecordedRun, startedAt = new Date().toISOString()): void {
  const listener = history.recordRun(run).over(SILENT)
  const process = { process: 0, pid: 100, name: 'MainProcess' }
  const { path, example } = run.source
  listener.event({
    type: 'run-started',
    at: 0,
    runId: id,
    file: path ?? example ?? '',
    poolSize: run.settings.poolSize ?? 0,
    startedAt,
  })
  listener.event({ type: 'process-started', at: 1, ...process, parent: null, daemon: false, warm: true })
  listener.telemetry(
    look(10, { process: [0], map: [2], index: [0], count: [4], start: [2], end: [9.5], failed: [false] }),
  )
  void listener.output(
    { number: 0, slot: 0, parent: null, daemon: false, ...process },
    'stdout',
    Buffer.from('one\ntwo\n'),
    11,
  )
  listener.event({ type: 'process-ended', at: 19, ...process, exitcode: 0, reason: 'finished' })
  listener.event({ type: 'run-ended', at: 20, exitcode: 0, outcome: 'finished', seconds: 0.02 })
}

export function repeat(value: number, round: number): Repeat {
  return {
    value,
    round,
    startedAt: '2026-11-25T20:00:00.000Z',
    outcome: 'finished',
    error: null,
    seconds: 1 / value,
    startUpSeconds: 0.1,
    cpuSeconds: 1,
    peakMemory: 1000,
    maps: [],
    noise: { otherLoad: 0, clock: null },
    affected: null,
  }
}
