/** Lines of our own standard input, for processes that ask for one. */
import { createInterface, type Interface } from 'node:readline'

export class TypedInput {
  private reader: { readonly lines: Interface; readonly next: AsyncIterator<string> } | undefined

  /** The next line without its end, `null` at the end of the input. Nothing is read before somebody asks. */
  async readLine(): Promise<string | null> {
    this.reader ??= open()
    const { value, done } = await this.reader.next.next()
    return done === true ? null : value
  }

  close(): void {
    this.reader?.lines.close()
    process.stdin.pause()
  }
}

function open() {
  const lines = createInterface({ input: process.stdin, terminal: false })
  return { lines, next: lines[Symbol.asyncIterator]() }
}
