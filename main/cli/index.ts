/** The command line without a window. */
import { app } from 'electron'
import { texts } from '../../texts/main'
import { doctorCommand } from './doctor'
import { lessonsCommand } from './lessons'
import { parseLessons } from './lessons-options'
import { parseRun, USAGE, UsageError } from './options'
import { prepareCommand } from './prepare'
import { runCommand } from './run'
import { runsCommand } from './runs'
import { parseRuns } from './runs-options'
import { say } from './say'
import { sweepCommand } from './sweep'
import { parseSweep } from './sweep-options'

/** Does what the words ask; answers the exit code. */
export async function commandLine([command, ...words]: readonly string[]): Promise<number> {
  try {
    switch (command) {
      case 'run':
        return await runCommand(parseRun(words))
      case 'sweep':
        return await sweepCommand(parseSweep(words))
      case 'runs':
        return await runsCommand(parseRuns(words))
      case 'lessons':
        return await lessonsCommand(parseLessons(words))
      case 'doctor':
        return await doctorCommand()
      case 'prepare':
        return await prepareCommand()
      case '--help':
      case '-h':
        process.stdout.write(`${USAGE}\n`)
        return 0
      case '--version':
        process.stdout.write(`${app.getVersion()}\n`)
        return 0
      default:
        throw new UsageError(texts.commandLine.refused.unknown(String(command)))
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    say(error.message)
    return 2
  }
}
