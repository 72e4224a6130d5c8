/** Incidents: what the lab knows of each process that ended otherwise than by finishing, and that nobody ended on purpose. */
import { CLAIM, SLOT, WORKER } from '../../multiprocessing/segment/layout'
import { readSlot, slotAt } from '../../multiprocessing/segment/slots'
import { languageOf } from '../../protocol/language'
import type { Incident, LastTask, ProcessEnd, RunEvent } from '../../protocol/run-event'
import type { SharedSample, TelemetryBatch } from '../../protocol/telemetry'
import { texts } from '../../texts/main'
import { ranOutOfMemory, reasonOf, signalOf, type Circumstances } from './incident-words'
import { LastMoments } from './last-moments'
import type { LiveProcess, RunListener, UncaughtError } from './listener'
import type { Ender } from './members'
import type { Run } from './run'

const words = texts.endings.done
/** Milliseconds in which the others do something about it; who lost a task is waited for longer. */
const AFTERMATH = 300
const LONGEST_AFTERMATH = 2_000
/** Incidents of a run that are told; of the others the number. */
const MOST = 100
/** Names of shared things that are remembered. */
const MOST_LABELS = 10_000
/** Bytes from which an abort is taken for a full heap where the engine's report was not seen. */
const MUCH = 2 ** 29

/** A process that has ended; its slot still is as it left it. */
export interface Dead {
  readonly process: LiveProcess & { readonly generation: number }
  readonly end: ProcessEnd
  /** Who asked for its end; `null`: nobody that the lab knows of. */
  readonly by: Ender | null
}

interface Pending {
  readonly at: number
  readonly parent: number | null
  readonly isWorker: boolean
  readonly card: Omit<Incident, 'done' | 'task'>
  task: LastTask | null
  readonly done: string[]
  isReplaced: boolean
  timer: NodeJS.Timeout | undefined
}

/** What is needed of a run. */
type Watched = Pick<Run, 'segment' | 'at'>

interface Listener extends RunListener {
  telemetry(batch: TelemetryBatch): void
}

export class Incidents {
  private readonly listener: Listener
  /** Its processes write to the terminal themselves. */
  private readonly isDirect: boolean
  private readonly moments = new Map<number, LastMoments>()
  private readonly errors = new Map<number, UncaughtError>()
  /** The functions of the calls that go on. */
  private readonly functions = new Map<number, string>()
  private readonly labels = new Map<string, string>()
  private readonly pending = new Set<Pending>()
  private told = 0
  private isPython = false

  constructor(listener: Listener, isDirect: boolean) {
    this.listener = listener
    this.isDirect = isDirect
  }

  /** A listener for the run, which tells everything to the one given, and adds the incidents. */
  over(): Listener {
    const { listener } = this
    return {
      event: (event) => {
        listener.event(event)
        this.heard(event)
      },
      telemetry: (batch) => {
        listener.telemetry(batch)
        for (const sample of batch.processes) this.momentsOf(sample.process).measure(sample, batch.at)
        for (const sample of batch.shared) this.name(sample)
      },
      output: (from, stream, chunk, at) => {
        this.momentsOf(from.number).output(from, stream, chunk, at)
        return listener.output(from, stream, chunk, at)
      },
      uncaught: (error) => {
        listener.uncaught(error)
        this.errors.set(error.process, error)
      },
      readLine: async (from) => (await listener.readLine?.(from)) ?? null,
      outputClosed: () => listener.outputClosed?.(),
    }
  }

  /** Tells what waits for its aftermath, and how many were not told: the run is over. */
  close(run: Pick<Run, 'report'>): void {
    for (const pending of this.pending) this.tell(pending)
    if (this.told > MOST) run.report({ type: 'incidents-omitted', count: this.told - MOST })
  }

  /** @returns how it ended, now that its last lines are known */
  examine(run: Watched, { process, end, by }: Dead): ProcessEnd {
    const { number, slot } = process
    const moments = this.momentsOf(number)
    const error = this.errors.get(number)
    const { flags } = readSlot(run.segment, slot)
    const isWorker = (flags & WORKER) !== 0
    const task = isWorker ? this.taskOf(run, slot) : null
    this.moments.delete(number)
    this.errors.delete(number)
    const lines = end.reason === 'out-of-memory' || end.reason === 'crashed' ? moments.lines(true) : []
    const known = end.reason === 'out-of-memory' && !this.isHeapFull(lines, moments) ? crashed(end) : end
    if (by === 'lab' || by === 'script' || (known.exitcode === 0 && task === null)) return known
    if (++this.told > MOST) return known
    const circumstances: Circumstances = {
      end: known,
      by,
      error: error?.message ?? null,
      isBusy: task !== null,
      lines,
      memory: moments.memory,
    }
    const at = run.at()
    const pending: Pending = {
      at,
      parent: process.parent,
      isWorker,
      card: {
        process: number,
        pid: process.pid,
        name: process.name,
        end: known,
        signal: signalOf(known),
        says: reasonOf(circumstances),
        figures: moments.figuresAt(at),
        lines: moments.lines(),
        site: siteOf(error),
      },
      task,
      done: task !== null && this.isPython ? [words.taskGone] : [],
      isReplaced: false,
      timer: undefined,
    }
    this.pending.add(pending)
    this.tellIn(pending, task === null ? AFTERMATH : LONGEST_AFTERMATH)
    return known
  }

  private heard(event: RunEvent): void {
    if (event.type === 'run-started') this.isPython = languageOf(event.file) === 'python'
    else if (event.type === 'map-started') this.functions.set(event.map, event.name)
    else if (event.type === 'map-ended') this.functions.delete(event.map)
    else if (event.type === 'process-started') this.replace(event)
    for (const pending of this.pending) this.learn(pending, event)
  }

  /** What somebody does about it. */
  private learn(pending: Pending, event: RunEvent): void {
    const { card, done } = pending
    if (event.type === 'task-lost' && event.pid === card.pid) {
      const { retried, function: name, items = '' } = event
      done.push(retried ? words.retried : words.workerLost)
      if (pending.task !== null) pending.task = { ...pending.task, function: name ?? pending.task.function, items }
      this.tellIn(pending, AFTERMATH)
    } else if (event.type === 'lock-abandoned' && event.process === card.process) {
      done.push(words.lockPassed(this.labels.get(event.lock) ?? event.lock))
    }
  }

  /** A pool starts one worker for each that it has lost. */
  private replace({ daemon, parent, name }: Extract<RunEvent, { type: 'process-started' }>): void {
    const replaced = [...this.pending].find((one) => one.isWorker && !one.isReplaced && one.parent === parent)
    if (replaced === undefined || !daemon) return
    replaced.isReplaced = true
    replaced.done.push(words.replacedBy(name))
  }

  private tellIn(pending: Pending, milliseconds: number): void {
    clearTimeout(pending.timer)
    pending.timer = setTimeout(() => this.tell(pending), milliseconds)
  }

  private tell(pending: Pending): void {
    clearTimeout(pending.timer)
    this.pending.delete(pending)
    const { at, card, task, done } = pending
    this.listener.event({ type: 'incident', at, ...card, task, done: done.join('; ') })
  }

  private taskOf({ segment }: Watched, slot: number): LastTask | null {
    const at = slotAt(slot) + SLOT.claim
    const map = segment.u32(at + CLAIM.work)
    if (map === 0) return null
    const [index, count, attempt] = [4, 8, 12].map((offset) => segment.u32(at + offset)) as [number, number, number]
    return { map, function: this.functions.get(map) ?? '', index, count, attempt, items: '' }
  }

  /** An abort: by the engine for want of memory, or by whomever. */
  private isHeapFull(lines: readonly string[], { memory }: LastMoments): boolean {
    return this.isDirect ? memory >= MUCH : ranOutOfMemory(lines)
  }

  private momentsOf(process: number): LastMoments {
    let moments = this.moments.get(process)
    if (moments === undefined) this.moments.set(process, (moments = new LastMoments()))
    return moments
  }

  /** Under the name by which `lock-abandoned` tells of it. */
  private name({ kind, object, label }: SharedSample): void {
    if (label !== '' && this.labels.size < MOST_LABELS) this.labels.set(`${kind}-${object}`, `${kind} ${label}`)
  }
}

function crashed({ exitcode }: ProcessEnd): ProcessEnd {
  return { exitcode, reason: 'crashed' }
}

function siteOf(error: UncaughtError | undefined): Incident['site'] {
  return error?.file == null ? null : { file: error.file, line: error.line, column: error.column }
}
