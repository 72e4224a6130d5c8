/**
 * The output of a run's processes as lines for the page, a batch per 50 ms. Nothing is dropped here: when the page is
 * behind, the process that writes is held up, as a terminal would.
 */
import { StringDecoder } from 'node:string_decoder'
import type { ConsoleBatch, ConsoleLine } from '../../protocol/telemetry'

const BATCH_EVERY = 50
const LINES_PER_BATCH = 5_000
const CHARACTERS_PER_BATCH = 1_000_000
/** Lines that wait before their writers are held up. */
const WAITING = 20_000
/** A line without an end is shown after this rest, in milliseconds, or when it is this long. */
const REST = 200
const LONGEST = 65_536

export interface Writer {
  readonly number: number
  readonly name: string
}

interface Partial {
  readonly decoder: StringDecoder
  readonly writer: Writer
  readonly stream: 'stdout' | 'stderr'
  text: string
  touched: number
}

export class ConsoleFeed {
  private readonly runId: string
  private readonly clock: () => number
  private readonly send: (batch: ConsoleBatch) => void
  private readonly partials = new Map<string, Partial>()
  private readonly timer: NodeJS.Timeout
  private queue: ConsoleLine[] = []
  private held: (() => void)[] = []

  /** @param clock milliseconds of the run */
  constructor(runId: string, clock: () => number, send: (batch: ConsoleBatch) => void) {
    this.runId = runId
    this.clock = clock
    this.send = send
    this.timer = setInterval(() => this.flush(), BATCH_EVERY)
  }

  /** @returns a promise that settles when the writer may go on */
  add(writer: Writer, stream: 'stdout' | 'stderr', chunk: Buffer): Promise<void> | undefined {
    const partial = this.partial(writer, stream)
    const lines = (partial.text + partial.decoder.write(chunk)).split('\n')
    partial.text = lines.pop() ?? ''
    partial.touched = this.clock()
    for (const line of lines) this.push(partial, line)
    while (partial.text.length > LONGEST) {
      this.push(partial, partial.text.slice(0, LONGEST))
      partial.text = partial.text.slice(LONGEST)
    }
    if (this.queue.length <= WAITING) return undefined
    return new Promise((resolve) => this.held.push(resolve))
  }

  /** The process has ended: what it left without an end of line is a line. */
  end(process: number): void {
    for (const [key, partial] of this.partials) {
      if (partial.writer.number !== process) continue
      partial.text += partial.decoder.end()
      if (partial.text !== '') this.push(partial, partial.text)
      this.partials.delete(key)
    }
  }

  /** Sends all that is left. */
  close(): void {
    clearInterval(this.timer)
    for (const { writer } of [...this.partials.values()]) this.end(writer.number)
    while (this.queue.length > 0) this.flush()
  }

  private partial(writer: Writer, stream: 'stdout' | 'stderr'): Partial {
    const key = `${writer.number} ${stream}`
    const known = this.partials.get(key)
    if (known !== undefined) return known
    const made = { decoder: new StringDecoder('utf8'), writer, stream, text: '', touched: 0 }
    this.partials.set(key, made)
    return made
  }

  private push({ writer, stream }: Partial, text: string): void {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text
    this.queue.push({ at: this.clock(), process: writer.number, name: writer.name, stream, text: line })
  }

  private flush(): void {
    const now = this.clock()
    for (const partial of this.partials.values()) {
      if (partial.text === '' || now - partial.touched < REST) continue
      this.push(partial, partial.text)
      partial.text = ''
    }
    if (this.queue.length === 0) return
    let size = 0
    let count = 0
    while (count < this.queue.length && count < LINES_PER_BATCH && size < CHARACTERS_PER_BATCH)
      size += this.queue[count++]?.text.length ?? 0
    this.send({ runId: this.runId, lines: this.queue.slice(0, count), dropped: 0 })
    this.queue = this.queue.slice(count)
    if (this.queue.length > WAITING) return
    const held = this.held
    this.held = []
    for (const release of held) release()
  }
}
