/** A run that never was, told to the page as main would tell it: workers with tasks of nine functions, waits, failures. */
import type { BrowserWindow } from 'electron'
import type { MapSample, ProcessSample, TelemetryBatch } from '../../protocol/telemetry'

/** Runs in main, so that it stands alone. */
export function sendSyntheticRun(
  electron: { BrowserWindow: typeof BrowserWindow },
  { lanes, tasks }: { lanes: number; tasks: number },
): void {
  type Columns<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer V)[] ? V[] : T[K] }
  const contents = electron.BrowserWindow.getAllWindows()[0]?.webContents
  const runId = `synthetic-${lanes}-${tasks}`
  const send = (name: string, data: object) => contents?.send(`lab:${name}`, { runId, ...data })
  let seed = 7
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const names = 'countPrimes resize parseLines merge hash score render mandelbrot tokenize'.split(' ')
  const numbers = Array.from({ length: lanes }, (_, i) => i + 1)
  const nameOf = (process: number) => (process === 0 ? 'MainProcess' : `PoolWorker-${process}`)
  const sample = (process: number, more: Partial<ProcessSample>): ProcessSample => ({
    process,
    pid: 1000 + process,
    name: nameOf(process),
    parent: process === 0 ? null : 0,
    state: 'running',
    waitsFor: '',
    cpu: 0.8,
    memory: 6e7 + process * 1e6,
    tasksDone: 0,
    exitcode: null,
    waits: [],
    task: null,
    seenAt: 0,
    ...more,
  })
  const started = (process: number, at: number) => {
    const parent = process === 0 ? null : 0
    const known = { process, pid: 1000 + process, name: nameOf(process), parent, daemon: process > 0, warm: true, at }
    send('run-event', { type: 'process-started', ...known })
  }
  const ended = (process: number, at: number) => {
    const how = process === 2 ? { exitcode: -9, reason: 'killed' } : { exitcode: 0, reason: 'finished' }
    send('run-event', { type: 'process-ended', process, pid: 1000 + process, name: nameOf(process), at, ...how })
  }
  send('run-state', { state: 'running', outcome: null, exitcode: null })
  send('run-event', {
    type: 'run-started',
    file: 'script.ts',
    poolSize: lanes,
    startedAt: new Date().toISOString(),
    at: 0,
  })
  started(0, 0)
  for (const process of numbers) started(process, 40 + process)
  /** Milliseconds at which each is free again. */
  const free = Array.from({ length: lanes + 1 }, () => 150 + random() * 20)
  const sites = [3, 12, 1].map((line) => ({ file: 'script.ts', line, column: 1 }))
  const perMap = Math.ceil(tasks / names.length)
  const copies = { bytes: 0, transfers: 0, encode: 0, work: 0 }
  const maps = names.map((name, i): Columns<MapSample> => ({
    map: i + 1,
    pool: 1,
    name,
    workers: lanes,
    total: Math.min(perMap, tasks - i * perMap),
    done: 0,
    failed: 0,
    startedAt: 0,
    endedAt: null,
    tasksPerSecond: 0,
    site: 1,
    definedAt: 2,
    copies,
    retried: 0,
  }))
  const numberOfBatches = Math.max(10, Math.ceil(tasks / 12_000))
  let told = 0
  let latest: object | undefined
  const sendLatest = () => latest !== undefined && send('telemetry', latest)
  for (let batch = 0; batch < numberOfBatches; batch++) {
    const done: Columns<TelemetryBatch['tasks']> = {
      process: [],
      map: [],
      index: [],
      count: [],
      start: [],
      end: [],
      failed: [],
      attempt: [],
      bytesIn: [],
      bytesOut: [],
      decode: [],
      encode: [],
      shown: [],
      joined: [],
      dropped: batch === 3 ? 40 : 0,
    }
    const waits: Columns<TelemetryBatch['waits']> = {
      process: [],
      kind: [],
      object: [],
      site: [],
      start: [],
      end: [],
      outcome: [],
      dropped: 0,
    }
    const wait = (process: number, kind: string, start: number, end: number) => {
      waits.process.push(process)
      waits.kind.push(kind)
      waits.object.push(kind === 'Lock.acquire' ? 2 : 1)
      waits.site.push(0)
      waits.start.push(start)
      waits.end.push(end)
      waits.outcome.push('got')
    }
    for (let i = 0; i < Math.ceil(tasks / numberOfBatches) && told < tasks; i++, told++) {
      const process = numbers.reduce((a, b) => ((free[b] as number) < (free[a] as number) ? b : a))
      const map = maps[Math.floor(told / perMap)] as Columns<MapSample>
      const pause = random() < 0.1 ? 2 + random() * 6 : 0.05 + random() * 0.3
      const kind = random() < 0.15 ? 'Lock.acquire' : random() < 0.15 ? 'Queue.get' : 'task'
      const start = (free[process] as number) + pause
      const length = 4 + random() * random() * 30
      const failed = random() < 0.002
      wait(process, kind, start - pause, start)
      free[process] = start + length
      done.process.push(process)
      done.map.push(map.map)
      done.index.push(map.done)
      done.count.push(1)
      done.start.push(start)
      done.end.push(start + length)
      done.failed.push(failed)
      done.attempt.push(random() < 0.004 ? 2 : 1)
      done.bytesIn.push(2000)
      done.bytesOut.push(800)
      done.decode.push(length * 0.08)
      done.encode.push(length * 0.05)
      const result = failed ? 'RangeError: out of range' : `{ primes: ${told % 97} }`
      if (length > 20) done.shown.push({ row: done.process.length - 1, items: `[${told}, ${told * 2}]`, result })
      if (map.done === 0) map.startedAt = start
      if (failed) map.failed++
      if (++map.done < map.total) continue
      const last = Math.max(...free.slice(1))
      map.endedAt = last
      // Whoever is done earlier has nothing to do until the last one is.
      for (const other of numbers) if ((free[other] as number) < last) wait(other, 'task', free[other] as number, last)
      free.fill(last)
    }
    const at = Math.max(...free)
    for (const map of maps) map.tasksPerSecond = 3000 + random() * 2000
    const tasksDone = Math.ceil(told / lanes)
    const main = sample(0, {
      state: 'waiting',
      waitsFor: 'Pool',
      cpu: 0.02,
      waits: [{ kind: 'Pool', object: 1, site: 1, since: 150 }],
    })
    sendLatest()
    latest = {
      at,
      cores: { at, cores: [0.9, 0.8 + random() * 0.2] },
      processes: [main, ...numbers.map((process) => sample(process, { tasksDone }))],
      maps: maps.filter(({ startedAt }) => startedAt > 0),
      tasks: done,
      waits,
      shared: [],
      sites,
    }
  }
  const at = Math.max(...free) + 30
  for (const process of numbers) ended(process, at - 20 + process / 10)
  ended(0, at)
  send('run-event', { type: 'run-ended', exitcode: 0, outcome: 'finished', seconds: at / 1000, at })
  // The last figures come a moment after the end.
  sendLatest()
  send('run-state', { state: 'finished', outcome: 'finished', exitcode: 0 })
}
