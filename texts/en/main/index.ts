import { commandLine } from './command-line'
import { compile } from './compile'
import { doctor } from './doctor'
import { endings } from './endings'
import { files } from './files'
import { keeping } from './keeping'
import { keptRuns } from './kept-runs'
import { lessonCommands } from './lesson-commands'
import { lessonFaults } from './lesson-faults'
import { notices } from './notices'
import { python } from './python'
import { report } from './report'
import { running } from './running'
import { trace } from './trace'

export const main = {
  commandLine,
  compile,
  doctor,
  endings,
  files,
  keeping,
  keptRuns,
  lessonCommands,
  lessonFaults,
  notices,
  python,
  report,
  running,
  trace,
}
