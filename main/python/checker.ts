/**
 * What Python's own compiler says of a script while it is typed: one process of Python, brought up at the first question
 * and ended when none has come for some time.
 */
import type { UtilityProcess } from 'electron'
import type { Diagnostic } from '../../protocol/compiled'
import type { FromProcess, ToProcess } from '../../protocol/control'

/** Milliseconds without a question after which its memory is given back. */
const PATIENCE = 180_000

type Answered = (found: readonly Diagnostic[]) => void

export class Checker {
  private readonly take: () => Promise<UtilityProcess>
  private readonly asked = new Map<number, Answered>()
  private process: Promise<UtilityProcess | null> | undefined
  private timer: NodeJS.Timeout | undefined
  private last = 0

  /** @param take a process of Python that is up and has nothing to do */
  constructor(take: () => Promise<UtilityProcess>) {
    this.take = take
  }

  /** @returns nothing when no process of Python can be had, or it ended over the question */
  async check(file: string, text: string): Promise<readonly Diagnostic[]> {
    clearTimeout(this.timer)
    const process = await (this.process ??= this.bringUp())
    if (process === null) return []
    const question = ++this.last
    return new Promise((resolve) => {
      this.asked.set(question, resolve)
      process.postMessage({ type: 'check', question, file, text } satisfies ToProcess)
    })
  }

  close(): void {
    clearTimeout(this.timer)
    void this.process?.then((process) => process?.kill())
    this.forget()
  }

  private bringUp(): Promise<UtilityProcess | null> {
    const isPresent = () => this.process === coming
    const coming = this.take()
      .catch(() => null)
      .then((process) => {
        if (process === null && isPresent()) this.forget()
        process?.on('message', (message: FromProcess) => {
          if (message.type === 'checked') this.answer(message.question, message.diagnostics)
        })
        process?.once('exit', () => isPresent() && this.forget())
        return process
      })
    return coming
  }

  /** There is no process any more, and nothing to be heard of it. */
  private forget(): void {
    this.process = undefined
    for (const answered of this.asked.values()) answered([])
    this.asked.clear()
  }

  private answer(question: number, diagnostics: readonly Diagnostic[]): void {
    this.asked.get(question)?.(diagnostics)
    this.asked.delete(question)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.close(), PATIENCE)
  }
}
