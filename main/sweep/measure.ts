/** One run of a sweep, from the preparation to its figures. */
import type { Repeat } from '../../protocol/sweep'
import { texts } from '../../texts/main'
import type { ActiveRun, Lab } from '../lab'
import type { RunEnd, RunRequest } from '../runs/request'
import { CpuTime } from './cpu-time'
import { Figures } from './figures'
import type { Disturbance } from './noise'

export type Measured = Omit<Repeat, 'value' | 'round' | 'noise' | 'affected'> & {
  readonly noise: Disturbance
  /** Processes that it started. */
  readonly processes: number
  readonly mapsLeftOut: number
}

export interface Measuring {
  /** Seconds after which the run is stopped, or `null`. */
  readonly timeout: number | null
  /** Watches the machine from now on, until it is told the run's CPU seconds. */
  readonly watch: () => (runSeconds: number) => Disturbance
  /** The run goes on from now, and can be stopped. */
  readonly began: (run: ActiveRun) => void
}

/** What the script writes is not shown. */
export async function measure(lab: Lab, request: RunRequest, { timeout, watch, began }: Measuring): Promise<Measured> {
  const figures = new Figures()
  const startedAt = new Date().toISOString()
  const cpu = new CpuTime()
  const run = lab.start(request, {
    event(event) {
      figures.event(event)
      if (event.type === 'process-started') cpu.join(event.pid, event.warm)
    },
    telemetry: (batch) => figures.telemetry(batch),
    output(_from, _stream, chunk) {
      figures.output(chunk.toString())
      return undefined
    },
    uncaught: ({ process, message }) => figures.failed(process, message),
  })
  // Not before: a run that cannot begin would leave the watch behind.
  const noise = watch()
  began(run)
  const limit = timeout === null ? undefined : setTimeout(() => run.stop('timed-out'), timeout * 1000)
  const end = await run.ended
  clearTimeout(limit)
  const cpuSeconds = await cpu.total()
  const { outcome, seconds, startUpSeconds } = end
  const { processes, peakMemory, mapsLeftOut } = figures
  return {
    startedAt,
    outcome,
    error: errorOf(end, figures, timeout),
    seconds,
    startUpSeconds,
    cpuSeconds,
    peakMemory,
    maps: figures.maps(),
    noise: noise(cpuSeconds),
    processes,
    mapsLeftOut,
  }
}

function errorOf({ outcome, exitcode }: RunEnd, figures: Figures, timeout: number | null): string | null {
  switch (outcome) {
    case 'finished':
      return null
    case 'failed':
      return figures.lastWords(exitcode)
    case 'timed-out':
      return texts.running.repeat.tooLong(Number(timeout))
    case 'stopped':
      return texts.running.repeat.stopped
  }
}
