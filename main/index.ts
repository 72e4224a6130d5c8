/** Electron's main process: the command line decides whether there is a window. */
import path from 'node:path'
import { app } from 'electron'
import { commandLine, isCommand } from './cli'
import { openWindow } from './window'
import { cutNetwork } from './window/lockdown'
import { declareProtocol } from './window/page-protocol'

const argv = givenWords()
const asksCommand = isCommand(argv)
const file = argv[0] === undefined ? null : path.resolve(argv[0])

// Tests keep their settings apart from the user's.
if (process.env['PARALLAB_USER_DATA'] !== undefined) app.setPath('userData', process.env['PARALLAB_USER_DATA'])
if (!asksCommand && !app.requestSingleInstanceLock({ file })) app.exit(0)
cutNetwork()
declareProtocol()
// The window's own end is the application's, after the lab has stopped its processes.
app.on('window-all-closed', () => undefined)

/** The words after the application's own path; the start scripts hand them over whole, since Chromium takes some for its own. */
function givenWords(): string[] {
  const given = process.env['PARALLAB_ARGV']
  if (given !== undefined) return JSON.parse(given) as string[]
  return process.argv.slice(app.isPackaged ? 1 : 2).filter((word) => !word.startsWith('--'))
}

void app
  .whenReady()
  .then(() => (asksCommand ? commandLine(argv) : openWindow(file).then(() => 0)))
  .catch((error: unknown) => {
    process.stderr.write(`parallab: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 1
  })
  .then((code) => app.exit(code))
