/** A page that ends by itself is loaded anew, a few times. */
import type { BrowserWindow } from 'electron'
import { texts } from '../../texts/main'

const words = texts.notices
/** More ends than this within so many milliseconds, and the window closes. */
const MOST = 3
const WITHIN = 60_000

/** @param tell what is to be said; called before the page is loaded anew */
export function reviveCrashedPage(window: BrowserWindow, tell: (why: string) => void): void {
  let times: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed() || reason === 'clean-exit') return
    const now = performance.now()
    times = [...times.filter((time) => now - time < WITHIN), now]
    process.stderr.write(`parallab: ${words.pageEndedLog(reason)}\n`)
    if (times.length > MOST) {
      process.stderr.write(`parallab: ${words.pageGivenUpLog}\n`)
      window.destroy()
      return
    }
    tell(words.pageEnded(reason))
    // Not while the end is still being reported: Chromium would end the new page as well.
    setImmediate(() => window.isDestroyed() || window.webContents.reload())
  })
}
