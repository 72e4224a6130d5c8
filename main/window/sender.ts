/** Who may give commands: the main frame of our window, while it shows our page. */
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { ORIGIN } from './page-files'

export function isPage(event: IpcMainEvent | IpcMainInvokeEvent, contents: WebContents): boolean {
  const frame = event.senderFrame
  return (
    event.sender === contents && frame !== null && frame === contents.mainFrame && frame.url.startsWith(`${ORIGIN}/`)
  )
}
