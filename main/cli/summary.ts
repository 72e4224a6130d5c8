/** What `--json` prints: the output, and the last figures of each process and each call of a pool. */
import type { RunEvent } from '../../protocol/run-event'
import type { MapSample, ProcessSample, TelemetryBatch } from '../../protocol/telemetry'

type Stream = 'stdout' | 'stderr'

export class Summary {
  private readonly most: number
  private readonly texts: Record<Stream, string[]> = { stdout: [], stderr: [] }
  private readonly lengths: Record<Stream, number> = { stdout: 0, stderr: 0 }
  private readonly dropped: Record<Stream, number> = { stdout: 0, stderr: 0 }
  private readonly processes = new Map<number, ProcessSample>()
  private readonly ends = new Map<number, number>()
  private readonly maps = new Map<number, MapSample>()

  /** @param most characters of each stream that are kept; how many more there were is told */
  constructor(most = 64 * 1024 * 1024) {
    this.most = most
  }

  event(event: RunEvent): void {
    if (event.type === 'process-ended') this.ends.set(event.process, event.exitcode)
  }

  telemetry({ processes, maps }: TelemetryBatch): void {
    for (const sample of processes) this.processes.set(sample.process, sample)
    for (const sample of maps) this.maps.set(sample.map, sample)
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
      exitcode: this.ends.get(sample.process) ?? null,
    })
    return {
      stdout: this.texts.stdout.join(''),
      stderr: this.texts.stderr.join(''),
      /** Characters that were not kept. */
      dropped: this.dropped,
      processes: [...this.processes.values()].map(ended),
      maps: [...this.maps.values()],
    }
  }
}
