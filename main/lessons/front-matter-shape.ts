/** What stands above the text of a `lesson.md`. */
import * as v from 'valibot'
import type { Check, Condition, Conditions, Prediction } from '../../protocol/lesson'
import { texts } from '../../texts/main'
import { conditionShapes, place } from './condition-shapes'
import { amount, flag, keyed, listOf, textUpTo } from './shapes'

const words = texts.lessonFaults.format
const MOST_MINUTES = 600
const title = textUpTo(80)
const sentence = textUpTo(300)
const paragraph = textUpTo(1000)

const CONDITIONS = Object.keys(conditionShapes) as (keyof Conditions)[]

const conditions = Object.fromEntries(
  Object.entries<v.GenericSchema>(conditionShapes).map(([key, shape]) => [key, v.exactOptional(shape)]),
)

const conditionsOf = (check: object) => CONDITIONS.filter((key) => key in check)

const check = v.pipe(
  keyed({ says: sentence, hint: paragraph, ...conditions }),
  v.check(
    (found) => conditionsOf(found).length === 1,
    ({ input }) => {
      const [first, second] = conditionsOf(input)
      if (second !== undefined) return words.twoDemands(String(first), second)
      return words.noDemand(CONDITIONS)
    },
  ),
  v.transform(({ says, hint, ...condition }): Check => {
    // Of the optional keys exactly one is there.
    return { says, hint, condition: condition as unknown as Condition }
  }),
)

const prediction = keyed({
  question: paragraph,
  choices: v.pipe(
    listOf(keyed({ text: sentence, right: v.optional(flag, false), because: paragraph }), 2, 6, words.items.choices),
    v.check((choices) => choices.some(({ right }) => right), words.noneRight),
  ),
}) satisfies v.GenericSchema<unknown, Prediction>

export const frontMatterShape = keyed({
  title,
  summary: sentence,
  minutes: v.pipe(
    amount,
    v.check(
      (minutes) => Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES,
      words.minutes(MOST_MINUTES),
    ),
  ),
  watch: v.optional(listOf(keyed({ place, text: sentence }), 0, 12, words.items.watch), []),
  prediction: v.optional(v.nullable(prediction), null),
  checks: v.optional(listOf(check, 0, 20, words.items.checks), []),
})
