/** `parallab lessons`: lessons in a terminal. */
import { plural } from '../plural'

export const lessonCommands = {
  /** @param workers the most that a pool may have @param seconds that a script may take */
  help: (
    workers: number,
    seconds: number,
  ) => `parallab lessons [list]               the lessons that are here, and the folders that are not right
parallab lessons check FOLDER…        says, line by line, what is wrong with a lesson
parallab lessons run FOLDER… [options]
                                      runs its script and judges its checks; exit code 1 if one fails
    --solution         run solution.ts (solution.py) in place of the script
    --pool-size N      workers that Pool() starts, 1 to ${workers} (default: one per processor)
    --timeout S        stop after so many seconds (default: ${seconds})
parallab lessons progress             what was done of them here
    --csv FILE         write it as a table, - for the terminal`,
  which: (verb: 'check' | 'run') => `which lesson? parallab lessons ${verb} FOLDER`,
  listed: (title: string, minutes: number) => `${title} (${minutes} min)`,
  right: (id: string, title: string, checks: number, hasPrediction: boolean) =>
    `${id}: ${title}, ${plural(String(checks), checks === 1, 'check', 'checks')}, ${hasPrediction ? 'a' : 'no'} prediction`,
  tried: (attempts: number) => `${attempts} tried`,
  passedAt: (time: string) => `passed ${time}`,
  noSolution: (file: string) => `There is no ${file} beside it: its script passes as it stands.`,
  notJudged: 'not judged',
  passed: 'passed',
  failed: 'failed',
  summary: (passed: number, all: number) => `${passed} of ${all} checks passed`,
}
