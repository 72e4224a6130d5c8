/** What `--json` prints: the output, the last figures of each process and each call of a pool, and what was found. */
import type { RunEvent } from '../../protocol/run-event'
import type { MapSample, ProcessSample, Site, TelemetryBatch } from '../../protocol/telemetry'

type Stream = 'stdout' | 'stderr'
type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

/** A call with its line, which a batch has by number. */
type Call = Omit<MapSample, 'site'> & { readonly site: Site | null }

const MOST_DEADLOCKS = 1_000

export class Summary {
  private readonly most: number
  private readonly texts: Record<Stream, string[]> = { stdout: [], stderr: [] }
  private readonly lengths: Record<Stream, number> = { stdout: 0, stderr: 0 }
  private readonly dropped: Record<Stream, number> = { stdout: 0, stderr: 0 }
  private readonly processes = new Map<number, ProcessSample>()
  private readonly ends = new Map<number, number>()
  private readonly maps = new Map<number, Call>()
  private readonly deadlocks: EventOf<'deadlock'>[] = []
  private readonly incidents: EventOf<'incident'>[] = []
  private readonly shared: Omit<EventOf<'shared'>, 'type' | 'at'>[] = []
  private incidentsOmitted = 0
  private laws: EventOf<'laws'>['laws'] = []

  /** @param most characters of each stream that are kept; how many more there were is told */
  constructor(most = 64 * 1024 * 1024) {
    this.most = most
  }

  event(event: RunEvent): void {
    if (event.type === 'process-ended') this.ends.set(event.process, event.exitcode)
    else if (event.type === 'deadlock' && this.deadlocks.length < MOST_DEADLOCKS) this.deadlocks.push(event)
    else if (event.type === 'incident') this.incidents.push(event)
    else if (event.type === 'incidents-omitted') this.incidentsOmitted = event.count
    else if (event.type === 'shared') {
      const { sample, site, uses } = event
      this.shared.push({ sample, site, uses })
    } else if (event.type === 'laws') this.laws = event.laws
  }

  telemetry({ processes, maps, sites }: TelemetryBatch): void {
    for (const sample of processes) this.processes.set(sample.process, sample)
    for (const sample of maps) this.maps.set(sample.map, { ...sample, site: sites[sample.site] ?? null })
  }

  output(stream: Stream, text: string): void {
    const kept = text.slice(0, Math.max(0, this.most - this.lengths[stream]))
    this.texts[stream].push(kept)
    this.lengths[stream] += kept.length
    this.dropped[stream] += text.length - kept.length
  }

  figures() {
    const ended = (sample: ProcessSample): ProcessSample => ({
      ...sample,
      state: 'ended',
      waitsFor: '',
      waits: [],
      task: null,
      exitcode: this.ends.get(sample.process) ?? null,
    })
    return {
      stdout: this.texts.stdout.join(''),
      stderr: this.texts.stderr.join(''),
      /** Characters that were not kept. */
      dropped: this.dropped,
      processes: [...this.processes.values()].map(ended),
      maps: [...this.maps.values()],
      shared: this.shared,
      deadlocks: this.deadlocks,
      incidents: this.incidents,
      incidentsOmitted: this.incidentsOmitted,
      laws: this.laws,
    }
  }
}
