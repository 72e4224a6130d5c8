/** Main's end of the page: tells it what happened, and can wait until it has been heard. */
import { ipcMain, type WebContents } from 'electron'
import type { Events } from '../../protocol/lab'
import { isPage } from './sender'

/** What the parts of main that feed the page know of it. */
export interface Outlet {
  tell<K extends keyof Events>(name: K, event: Events[K]): void
  /** Resolves with the number of listeners once they have run, with 0 when the page is gone. */
  deliver<K extends keyof Events>(name: K, event: Events[K]): Promise<number>
}

export class Page implements Outlet {
  private readonly contents: WebContents
  private readonly waiting = new Map<number, (listeners: number) => void>()
  private serial = 0

  constructor(contents: WebContents) {
    this.contents = contents
    const heard = (event: Electron.IpcMainEvent, serial: unknown, listeners: unknown) => {
      if (!isPage(event, contents) || typeof serial !== 'number' || typeof listeners !== 'number') return
      this.waiting.get(serial)?.(listeners)
      this.waiting.delete(serial)
    }
    ipcMain.on('lab:heard', heard)
    contents.on('did-start-loading', () => this.forget())
    contents.on('render-process-gone', () => this.forget())
    contents.once('destroyed', () => {
      ipcMain.off('lab:heard', heard)
      this.forget()
    })
  }

  tell<K extends keyof Events>(name: K, event: Events[K]): void {
    if (this.isThere) this.contents.send('lab:event', name, event, null)
  }

  deliver<K extends keyof Events>(name: K, event: Events[K]): Promise<number> {
    if (!this.isThere) return Promise.resolve(0)
    const serial = ++this.serial
    this.contents.send('lab:event', name, event, serial)
    return new Promise((resolve) => this.waiting.set(serial, resolve))
  }

  private get isThere(): boolean {
    return !this.contents.isDestroyed() && !this.contents.isCrashed()
  }

  /** A page that loads anew or is gone answers nothing that it was sent before. */
  private forget(): void {
    for (const resolve of this.waiting.values()) resolve(0)
    this.waiting.clear()
  }
}
