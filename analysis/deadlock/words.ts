/** What a deadlock's sentence names: things, lines and processes. */
import type { Site } from '../../protocol/telemetry'
import { texts } from '../../texts'
import { NOUNS } from '../run/things'
import type { Thing } from './snapshot'

/** Names that are said; of more than these, how many they are. */
const MOST_NAMES = 8
const words = texts.deadlock

/** `lock b`, `queue jobs`, `the event made in line 5`. */
export function thingName({ kind, label, site, object }: Pick<Thing, 'kind' | 'label' | 'site' | 'object'>): string {
  const noun = NOUNS[kind]
  if (label !== '') return texts.things.named(noun, label)
  return site === null ? words.numbered(noun, object) : words.madeIn(noun, site.line)
}

/** ` (line 14)`; with the file's name where the script has several. */
export function lineOf(site: Site | null, isOneFile: boolean): string {
  if (site === null) return ''
  return isOneFile ? words.inLine(site.line) : words.inLineOf(site.file.split('/').at(-1) ?? site.file, site.line)
}

/** `A, B and C`. @param how all of them are meant, or any */
export function listed(names: readonly string[], how: 'all' | 'any' = 'all'): string {
  return words[how](names.slice(0, MOST_NAMES), Math.max(0, names.length - MOST_NAMES))
}
