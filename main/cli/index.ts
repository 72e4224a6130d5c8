/** The command line without a window. */
import os from 'node:os'
import { app } from 'electron'
import { Lab } from '../lab'
import { doctorCommand } from './doctor'
import { parseRun, USAGE, UsageError } from './options'
import { runCommand } from './run'

const COMMANDS = ['run', 'doctor', '--help', '-h', '--version']

/** Whether these words ask for something that needs no window. */
export function isCommand(argv: readonly string[]): boolean {
  return COMMANDS.includes(argv[0] ?? '') || (argv[0] ?? '').startsWith('-')
}

/** Does what the words ask; answers the exit code. */
export async function commandLine(argv: readonly string[]): Promise<number> {
  const lab = new Lab()
  try {
    switch (argv[0]) {
      case 'run':
        lab.warmUp(parseRun(argv.slice(1)).poolSize ?? os.availableParallelism())
        return await runCommand(lab, argv.slice(1))
      case 'doctor':
        return await doctorCommand()
      case '--help':
      case '-h':
        process.stdout.write(`${USAGE}\n`)
        return 0
      case '--version':
        process.stdout.write(`${app.getVersion()}\n`)
        return 0
      default:
        throw new UsageError(`unknown option '${argv[0] ?? ''}'; parallab --help lists what there is`)
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`parallab: ${error.message}\n`)
    return 2
  } finally {
    await lab.close()
  }
}
