/** Electron's main process: the command line decides whether there is a window. */
import { app } from 'electron'
import { runCommand } from './cli/run'

const argv = commandLine()

function commandLine(): string[] {
  const given = process.env['PARALLAB_ARGV']
  if (given !== undefined) return JSON.parse(given) as string[]
  const own = process.argv.findIndex((argument) => argument === app.getAppPath() || argument === '.')
  return process.argv.slice(own < 0 ? (app.isPackaged ? 1 : 2) : own + 1).filter((argument) => !argument.startsWith('--user-data-dir'))
}

void app.whenReady().then(async () => {
  if (argv[0] === 'run') app.exit(await runCommand(argv.slice(1)))
  else app.exit(2)
})
