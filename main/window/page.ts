/** Main's end of the page: tells it what happened, and can wait until it has been taken. */
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { EVENT_CHANNELS, HEARD_CHANNEL, type Events } from '../../protocol/lab'
import { ORIGIN } from './page-protocol'

/** Milliseconds after which a page that does not answer is sent the next batch all the same. */
const PATIENCE = 2_000

/** What feeds the page; see `Page`. */
export interface Outlet {
  send<K extends keyof Events>(name: K, event: Events[K]): void
  /** Resolves when the page's listener has run, or when none will. */
  deliver<K extends 'console' | 'telemetry'>(name: K, event: Events[K]): Promise<void>
}

export class Page implements Outlet {
  private readonly contents: WebContents
  private readonly waiting = new Map<string, (() => void)[]>()
  private readonly heard = (event: IpcMainEvent, name: unknown) => {
    if (this.isSender(event)) this.waiting.get(String(name))?.shift()?.()
  }

  constructor(contents: WebContents) {
    this.contents = contents
    contents.ipc.on(HEARD_CHANNEL, this.heard)
    contents.on('render-process-gone', () => this.forget())
    contents.once('destroyed', () => this.forget())
  }

  /** Whether a message came from the main frame of this window while it shows our own page. */
  isSender({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
    return (
      sender === this.contents &&
      senderFrame !== null &&
      senderFrame === this.contents.mainFrame &&
      senderFrame.url.startsWith(`${ORIGIN}/`)
    )
  }

  send<K extends keyof Events>(name: K, event: Events[K]): void {
    if (this.isThere) this.contents.send(EVENT_CHANNELS[name], event)
  }

  /** @param factor size of everything in it */
  zoom(factor: number): void {
    if (this.isThere) this.contents.setZoomFactor(factor)
  }

  deliver<K extends 'console' | 'telemetry'>(name: K, event: Events[K]): Promise<void> {
    if (!this.isThere) return Promise.resolve()
    this.send(name, event)
    return new Promise((resolve) => {
      const waiting = this.waiting.get(name) ?? []
      this.waiting.set(name, waiting)
      const done = () => {
        clearTimeout(limit)
        resolve()
      }
      const limit = setTimeout(() => {
        if (waiting.includes(done)) waiting.splice(waiting.indexOf(done), 1)
        resolve()
      }, PATIENCE)
      waiting.push(done)
    })
  }

  private get isThere(): boolean {
    return !this.contents.isDestroyed() && !this.contents.isCrashed()
  }

  private forget(): void {
    for (const waiting of this.waiting.values()) for (const done of waiting.splice(0)) done()
  }
}
