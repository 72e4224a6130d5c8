/** The window mode of the lab: what is set up once, the windows, and the end of it all. */
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { Application } from './application'
import { lockSession } from './lockdown'
import { servePage } from './page-protocol'
import { Windows } from './windows'

/**
 * Opens the windows; resolves when they are closed and no process of the lab is left.
 * @param file absolute, or `null` @param notices to be said in the first window
 */
export async function openWindows(file: string | null, notices: readonly string[]): Promise<void> {
  servePage(fileURLToPath(new URL('../renderer', import.meta.url)))
  lockSession()
  const application = await Application.open(app.getPath('userData'), notices)
  const windows = new Windows(application)
  await windows.restore(file)
  await windows.over
  await application.close()
}
