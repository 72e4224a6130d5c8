/** `--events FILE`: what happened, a JSON object a line. */
import { createWriteStream, type WriteStream } from 'node:fs'
import type { RunEvent } from '../../protocol/run-event'
import { texts } from '../../texts/main'
import { UsageError } from './options'
import { say } from './say'

const words = texts.commandLine
/** As the user gave it. */
const OPTION = '--events'

export class EventFile {
  private readonly file: string
  private readonly stream: WriteStream
  /** Why the file is not whole. */
  private failure: Error | undefined

  private constructor(file: string, stream: WriteStream) {
    this.file = file
    this.stream = stream
    stream.on('error', (error) => (this.failure ??= error))
  }

  /** @throws UsageError when it cannot be written */
  static open(file: string): Promise<EventFile> {
    const refuse = (error: Error) => new UsageError(words.refused.notWritable(OPTION, file, error.message))
    return new Promise((resolve, reject) => {
      const stream = createWriteStream(file)
      stream.once('open', () => resolve(new EventFile(file, stream)))
      stream.once('error', (error) => reject(refuse(error)))
    })
  }

  /** Resolves when the line has been taken. */
  write(event: RunEvent): Promise<void> {
    if (this.failure !== undefined) return Promise.resolve()
    return new Promise((resolve) => this.stream.write(`${JSON.stringify(event)}\n`, () => resolve()))
  }

  /** @returns whether all that happened is in the file; if not, it has been said why */
  async close(): Promise<boolean> {
    if (!this.stream.closed) await new Promise<void>((resolve) => this.stream.once('close', resolve).end())
    if (this.failure === undefined) return true
    say(words.notWhole(OPTION, this.file, this.failure.message))
    return false
  }
}
