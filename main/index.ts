/** Electron's main process: the command line decides whether there is a window. */
import { app } from 'electron'
import { commandLine, isCommand } from './cli'

const argv = givenWords()

/** The words after the application's own path; the start scripts hand them over whole, since Chromium takes some for its own. */
function givenWords(): string[] {
  const given = process.env['PARALLAB_ARGV']
  if (given !== undefined) return JSON.parse(given) as string[]
  return process.argv.slice(app.isPackaged ? 1 : 2).filter((word) => !word.startsWith('--'))
}

void app.whenReady().then(async () => {
  if (isCommand(argv)) app.exit(await commandLine(argv))
  else app.exit(2)
})
