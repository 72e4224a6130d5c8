/** The words of `parallab lessons`, checked. */
import { MOST_WORKERS } from '../../analysis/sizes'
import { texts } from '../../texts/main'
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

const { help, which } = texts.lessonCommands
const { refused } = texts.commandLine
/** Seconds that a lesson's script may take. */
const TIMEOUT = 120

export const LESSONS_USAGE = help(MOST_WORKERS, TIMEOUT)

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
    if (folder !== undefined) throw new UsageError(refused.unexpected(folder))
  }
  switch (verb) {
    case 'list':
      alone()
      return { verb }
    case 'check':
      if (folder === undefined) throw new UsageError(which(verb))
      return { verb, folders }
    case 'run':
      if (folder === undefined) throw new UsageError(which(verb))
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
      throw new UsageError(refused.unknownVerb('lessons', verb))
  }
}
