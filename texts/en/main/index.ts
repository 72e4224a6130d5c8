import { commandLine } from './command-line'
import { doctor } from './doctor'
import { endings } from './endings'
import { files } from './files'
import { keptRuns } from './kept-runs'
import { lessonCommands } from './lesson-commands'
import { lessonFaults } from './lesson-faults'
import { notices } from './notices'
import { python } from './python'
import { report } from './report'

export const main = {
  commandLine,
  doctor,
  endings,
  files,
  keptRuns,
  lessonCommands,
  lessonFaults,
  notices,
  python,
  report,
}
