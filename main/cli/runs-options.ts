/** The words of `parallab runs`, checked. */
import { EXPORT_FORMATS, type ExportFormat } from '../../protocol/export'
import { MOST_NAME, MOST_NOTE, MOST_TAGS } from '../../protocol/history'
import { texts } from '../../texts/main'
import { parseWords, UsageError, wholeNumber } from './options'

export type RunsAct =
  | { readonly verb: 'help' }
  | { readonly verb: 'list'; readonly search: string; readonly limit: number | null }
  | { readonly verb: 'show'; readonly id: string }
  | {
      readonly verb: 'export'
      readonly ids: readonly string[]
      readonly format: ExportFormat
      /** One of several tables or charts. */
      readonly part: string | null
      /** A file or a folder; `null` for the terminal. */
      readonly output: string | null
    }
  | { readonly verb: 'import'; readonly files: readonly string[] }
  | { readonly verb: 'delete' | 'restore'; readonly ids: readonly string[] }
  | { readonly verb: 'name' | 'note'; readonly id: string; readonly text: string }
  | { readonly verb: 'tag'; readonly id: string; readonly tags: readonly string[] }
  /** Bytes; `null` for none, `undefined` to be told. */
  | { readonly verb: 'limit'; readonly bytes: number | null | undefined }
  | { readonly verb: 'trim'; readonly isAgreed: boolean }

export interface RunsOptions {
  readonly act: RunsAct
  readonly json: boolean
}

const { help, refused } = texts.keptRuns
/** Entries of a list unless more are asked for. */
const LISTED = 20
const MOST_LISTED = 1_000_000
const MOST_MEBIBYTES = 1_048_576

export const RUNS_USAGE = help(EXPORT_FORMATS)

/** @throws UsageError */
export function parseRuns(words: readonly string[]): RunsOptions {
  const { values, positionals } = parse(words)
  const json = values.json ?? false
  if (values.help) return { act: { verb: 'help' }, json }
  const [verb = 'list', ...rest] = positionals
  return { act: actOf(verb, rest, values), json }
}

type Values = ReturnType<typeof parse>['values']

function actOf(verb: string, rest: readonly string[], values: Values): RunsAct {
  const [id, ...more] = rest
  switch (verb) {
    case 'list':
      return { verb, search: rest.join(' '), limit: values.all ? null : limitOf(values.limit) }
    case 'show':
      return { verb, id: only(verb, rest) }
    case 'export':
      if (id === undefined) throw new UsageError(refused.which(`${verb} ID…`))
      return {
        verb,
        ids: rest,
        format: oneOf('--format', values.format, EXPORT_FORMATS),
        part: values.part ?? null,
        output: values.output ?? null,
      }
    case 'import':
      if (id === undefined) throw new UsageError(refused.whichFile)
      return { verb, files: rest }
    case 'delete':
    case 'restore':
      if (id === undefined) throw new UsageError(refused.which(`${verb} ID…`))
      return { verb, ids: rest }
    case 'name':
    case 'note':
      if (id === undefined || more.length === 0) throw new UsageError(refused.idText(verb))
      return { verb, id, text: short(verb, more.join(' '), verb === 'name' ? MOST_NAME : MOST_NOTE) }
    case 'tag':
      if (id === undefined) throw new UsageError(refused.which(`${verb} ID [TAG…]`))
      if (more.length > MOST_TAGS) throw new UsageError(refused.manyTags(MOST_TAGS, more.length))
      return { verb, id, tags: more.map((tag) => short(verb, tag, MOST_NAME)) }
    case 'limit':
      return { verb, bytes: bytesOf(id) }
    case 'trim':
      return { verb, isAgreed: values.yes ?? false }
    default:
      throw new UsageError(texts.commandLine.refused.unknownVerb('runs', verb))
  }
}

function parse(words: readonly string[]) {
  return parseWords(words, {
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    all: { type: 'boolean' },
    limit: { type: 'string' },
    format: { type: 'string' },
    part: { type: 'string' },
    output: { type: 'string', short: 'o' },
    yes: { type: 'boolean' },
  })
}

function short(what: 'name' | 'note' | 'tag', text: string, most: number): string {
  if (text.length > most) throw new UsageError(refused.long(what, most, text.length))
  return text
}

function only(verb: string, [id, more]: readonly string[]): string {
  if (id === undefined) throw new UsageError(refused.which(`${verb} ID`))
  if (more !== undefined) throw new UsageError(texts.commandLine.refused.unexpected(more))
  return id
}

function limitOf(text: string | undefined): number {
  return text === undefined ? LISTED : wholeNumber('--limit', text, MOST_LISTED)
}

function bytesOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  return text === 'none' ? null : wholeNumber(refused.limit, text, MOST_MEBIBYTES) * 2 ** 20
}

function oneOf<T extends string>(name: string, text: string | undefined, known: readonly T[]): T {
  const found = known.find((one) => one === text)
  if (found === undefined) throw new UsageError(texts.commandLine.refused.oneOf(name, known, text ?? ''))
  return found
}
