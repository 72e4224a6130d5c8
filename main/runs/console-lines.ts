/** Cuts the output of processes into lines, in order per process and stream. */
import { StringDecoder } from 'node:string_decoder'

/** Milliseconds of silence after which a line without its end is shown as it stands, e.g. a prompt; more may follow. */
const SILENCE = 100
/** Characters after which a line without its end is cut. */
const LONGEST = 65_536

export interface Source {
  readonly process: number
  readonly name: string
  readonly stream: 'stdout' | 'stderr'
}

interface Partial {
  readonly source: Source
  readonly decoder: StringDecoder
  text: string
  /** What is shown of it already. */
  shown: string | null
  timer: NodeJS.Timeout | undefined
}

export class ConsoleLines {
  private readonly emit: (source: Source, line: string, replaces: boolean) => void
  private readonly partials = new Map<string, Partial>()

  /** @param emit takes each line, without its end, and whether it stands in place of the one before it */
  constructor(emit: (source: Source, line: string, replaces: boolean) => void) {
    this.emit = emit
  }

  /** `rest` follows, once the next chunk may come. */
  add(source: Source, chunk: Buffer): void {
    const partial = this.partial(source)
    clearTimeout(partial.timer)
    const lines = (partial.text + partial.decoder.write(chunk)).split('\n')
    partial.text = lines.pop() ?? ''
    for (const line of lines) this.say(partial, shown(line))
    while (partial.text.length > LONGEST) {
      this.say(partial, partial.text.slice(0, LONGEST))
      partial.text = partial.text.slice(LONGEST)
    }
  }

  /** From now on silence is the process's own: it is not held up. */
  rest(source: Source): void {
    const partial = this.partial(source)
    clearTimeout(partial.timer)
    if (partial.text !== '') partial.timer = setTimeout(() => this.show(partial), SILENCE)
  }

  /** The process has ended: what it left without a line's end is a line too. @param process all of them without */
  end(process?: number): void {
    for (const [key, partial] of this.partials) {
      if (process !== undefined && partial.source.process !== process) continue
      clearTimeout(partial.timer)
      partial.text += partial.decoder.end()
      this.show(partial)
      this.partials.delete(key)
    }
  }

  private partial(source: Source): Partial {
    const key = `${source.process} ${source.stream}`
    const known = this.partials.get(key)
    if (known !== undefined) return known
    const made: Partial = { source, decoder: new StringDecoder('utf8'), text: '', shown: null, timer: undefined }
    this.partials.set(key, made)
    return made
  }

  /** A whole line, in place of what is shown of it. */
  private say(partial: Partial, line: string): void {
    if (line !== partial.shown) this.emit(partial.source, line, partial.shown !== null)
    partial.shown = null
  }

  /** A line that may go on. */
  private show(partial: Partial): void {
    const line = shown(partial.text)
    if (partial.text === '' || line === partial.shown) return
    this.emit(partial.source, line, partial.shown !== null)
    partial.shown = line
  }
}

/** What a terminal shows at last: text after a carriage return stands in place of what was before it. */
function shown(line: string): string {
  if (!line.includes('\r')) return line
  return line.split('\r').findLast((part) => part !== '') ?? ''
}
