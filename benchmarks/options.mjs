import { parseArgs } from 'node:util'
import { plan } from './plan.mjs'

export const USAGE = `npm run bench -- [options]
    --only CASES    only these, separated by commas: ${plan.map(({ name }) => name).join(' ')}
    --rounds N      how often each contestant of a case runs, in alternation (default 3)
    --json FILE     write every sample as well`

/** @throws Error with a sentence for the user */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds must be a whole number from 1, not '${values.rounds}'`)
  const only = values.only?.split(',') ?? plan.map(({ name }) => name)
  const unknown = only.find((name) => !plan.some((each) => each.name === name))
  if (unknown !== undefined) throw new Error(`there is no case '${unknown}'`)
  return {
    cases: plan.filter(({ name }) => only.includes(name)),
    isWhole: values.only === undefined,
    rounds,
    json: values.json ?? null,
    help: values.help,
  }
}
