/**
 * Promises that can be asked which line of the script awaits them. To look when a wait begins would cost as much as the
 * wait itself, and later its stack is gone. So what the script gets is a promise that `then` has made: when the question
 * comes, its function runs ahead of time, and V8 shows on its stack who awaits what it is going to give.
 */
import { siteOfCaller, type CodeSite } from './sites'

const ASKED: unique symbol = Symbol('asked')

export class Answer<T> {
  readonly promise: Promise<T>
  resolve!: (value: T) => void
  reject!: (error: unknown) => void
  private question: { readonly tell: (site: CodeSite) => void; readonly settled: Promise<T> } | undefined

  constructor() {
    const first = new Promise<T | typeof ASKED>((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.promise = first.then((value) => (value === ASKED ? this.asked() : value) as T)
  }

  /** Not to be asked once it has been settled. @param tell is called soon, at the first question */
  ask(tell: (site: CodeSite) => void): void {
    if (this.question !== undefined) return
    const first = this.resolve as (value: typeof ASKED) => void
    const settled = new Promise<T>((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.question = { tell, settled }
    first(ASKED)
  }

  private asked(): Promise<T> | undefined {
    this.question?.tell(siteOfCaller())
    return this.question?.settled
  }
}
