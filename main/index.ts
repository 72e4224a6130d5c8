/** Electron's main process: the words decide whether there is a window. What stands here runs before `ready`. */
import path from 'node:path'
import { app } from 'electron'
import { texts } from '../texts/main'
import { commandLine } from './cli'
import { openWindows } from './window'
import { writableFolder } from './window/data-folder'
import { cutNetwork } from './window/lockdown'
import { tunePageEngine } from './window/page-engine'
import { declareProtocol } from './window/page-protocol'
import { startCommand } from './resources'
import { fileOf, wantsWindow, wordsAfter, wordsOfPackage } from './words'

const sentences = texts.commandLine
const words = givenWords()

// PARALLAB_USER_DATA: the folder for settings, drafts and history; tests keep theirs apart from the user's.
app.setPath('userData', process.env['PARALLAB_USER_DATA'] ?? path.join(app.getPath('appData'), 'parallab'))
// The window's end is the application's once the lab has ended its processes.
app.on('window-all-closed', () => undefined)

if (wantsWindow(words)) startWindow(fileOf(words))
else void app.whenReady().then(() => end(commandLine(words)))

/** @param file the script to open, or `null` */
function startWindow(file: string | null): void {
  if (!hasDisplay()) {
    say(sentences.noDisplay(startCommand()))
    say(sentences.withoutWindow)
    process.exit(2)
  }
  cutNetwork()
  tunePageEngine()
  declareProtocol()
  const { folder, notice } = writableFolder(app.getPath('userData'))
  app.setPath('userData', folder)
  let asked = file
  // A Mac names the file of a double click in an event, which may come before the window does.
  app.on('open-file', (event, opened) => {
    event.preventDefault()
    if (app.isReady()) app.emit('second-instance', event, [], '', { file: opened })
    else asked = opened
  })
  if (!app.requestSingleInstanceLock({ file })) {
    say(sentences.openAlready(file))
    app.exit(0)
    return
  }
  // An error must not end in a dialog that nobody sees, nor stop a run that has nothing to do with it.
  process.on('uncaughtException', (error) => say(error.stack ?? error.message))
  void app.whenReady().then(() => end(openWindows(asked, notice === null ? [] : [notice]).then(() => 0)))
}

/** Ends the application with this exit code; an error is said and gives 1. */
async function end(work: Promise<number>): Promise<void> {
  app.exit(
    await work.catch((error: unknown) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error))
      return 1
    }),
  )
}

/** The start scripts hand the words over whole, since Chromium takes some for its own. */
function givenWords(): readonly string[] {
  const given = process.env['PARALLAB_ARGV']
  if (given !== undefined) return JSON.parse(given) as string[]
  return app.isPackaged ? wordsOfPackage(process.argv) : wordsAfter(app.getAppPath(), process.argv)
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

function say(text: string): void {
  process.stderr.write(`parallab: ${text}\n`)
}
