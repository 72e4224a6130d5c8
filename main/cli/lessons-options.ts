/** The words of `parallab lessons`, checked. */
import { MOST_WORKERS } from '../../analysis/sizes'
import { given, parseWords, seconds, UsageError, wholeNumber } from './options'

export type LessonsAct =
  | { readonly verb: 'help' | 'list' }
  | { readonly verb: 'check'; readonly folders: readonly string[] }
  | {
      readonly verb: 'run'
      readonly folders: readonly string[]
      readonly poolSize: number | null
      /** Runs the solution in place of the script. */
      readonly solution: boolean
      /** Seconds. */
      readonly timeout: number
    }
  | { readonly verb: 'progress'; readonly csv: string | null }

/** Seconds that a lesson's script may take. */
const TIMEOUT = 120

export const LESSONS_USAGE = `parallab lessons [list]               the lessons that are here, and the folders that are not right
parallab lessons check FOLDER…        says, line by line, what is wrong with a lesson
parallab lessons run FOLDER… [options]
                                      runs its script and judges its checks; exit code 1 if one fails
    --solution         run solution.ts (solution.py) in place of the script
    --pool-size N      workers that Pool() starts, 1 to ${MOST_WORKERS} (default: one per processor)
    --timeout S        stop after so many seconds (default: ${TIMEOUT})
parallab lessons progress             what was done of them here
    --csv FILE         write it as a table, - for the terminal`

/** @throws UsageError */
export function parseLessons(words: readonly string[]): LessonsAct {
  const { values, positionals } = parseWords(words, {
    help: { type: 'boolean', short: 'h' },
    solution: { type: 'boolean' },
    'pool-size': { type: 'string' },
    timeout: { type: 'string' },
    csv: { type: 'string' },
  })
  if (values.help) return { verb: 'help' }
  const [verb = 'list', ...folders] = positionals
  const [folder] = folders
  const alone = () => {
    if (folder !== undefined) throw new UsageError(`unexpected '${folder}'`)
  }
  switch (verb) {
    case 'list':
      alone()
      return { verb }
    case 'check':
      if (folder === undefined) throw new UsageError('which lesson? parallab lessons check FOLDER')
      return { verb, folders }
    case 'run':
      if (folder === undefined) throw new UsageError('which lesson? parallab lessons run FOLDER')
      return {
        verb,
        folders,
        poolSize: given(values['pool-size'], (text) => wholeNumber('--pool-size', text, MOST_WORKERS)),
        solution: values.solution ?? false,
        timeout: given(values.timeout, (text) => seconds('--timeout', text)) ?? TIMEOUT,
      }
    case 'progress':
      alone()
      return { verb, csv: values.csv ?? null }
    default:
      throw new UsageError(`there is no 'parallab lessons ${verb}'; parallab lessons --help lists what there is`)
  }
}
