/** What the user types for processes that read from the console, as a terminal does: also before it is asked for. */
import type { LiveProcess } from '../runs/listener'

type Line = string | null

interface Reader {
  readonly from: LiveProcess
  readonly give: (line: Line) => void
}

export class TypedLines {
  private readonly wanted: (reader: LiveProcess | null) => void
  private readonly echo: (reader: LiveProcess, line: string) => void
  private readers: readonly Reader[] = []
  private ahead: readonly Line[] = []
  /** Who is asked for, or was last. */
  private current: LiveProcess | null = null

  /** @param wanted told who reads, `null`: nobody any more @param echo shows a line that was read */
  constructor(wanted: TypedLines['wanted'], echo: TypedLines['echo']) {
    this.wanted = wanted
    this.echo = echo
  }

  /** @returns the next line without its end, `null` at the end of the input and when the process ends */
  read(from: LiveProcess): Promise<Line> {
    return new Promise((give) => {
      this.readers = [...this.readers, { from, give }]
      this.serve()
    })
  }

  /** @param line `null`: the end of the input for whoever reads next */
  type(line: Line): void {
    this.ahead = [...this.ahead, line]
    this.serve()
  }

  /** A process has ended. */
  end(process: number): void {
    for (const { from, give } of this.readers) if (from.number === process) give(null)
    this.readers = this.readers.filter(({ from }) => from.number !== process)
    if (this.current?.number === process) this.show(null)
    this.serve()
  }

  private serve(): void {
    const [reader, ...readers] = this.readers
    if (reader === undefined) return
    this.show(reader.from)
    const [line, ...ahead] = this.ahead
    if (line === undefined) return
    this.readers = readers
    this.ahead = ahead
    if (line !== null) this.echo(reader.from, line)
    reader.give(line)
    this.serve()
  }

  private show(reader: LiveProcess | null): void {
    if (this.current?.number === reader?.number) return
    this.current = reader
    this.wanted(reader)
  }
}
