/** Every setting that the dialog shows, section by section: adding one is adding an entry here and its words in texts/. */
import type { BOUNDS, Settings } from '../../protocol/settings'
import { texts } from '../../texts'
import { holds, wordsOf } from '../parts/searching'
import type { Dialog } from '../state/lab-state.svelte'

interface Words {
  readonly label: string
  /** One line: what it is for. */
  readonly about: string
}

type SwitchName = 'copyCosts' | 'cards' | 'restoreSession'

export type Entry = Words &
  (
    | { readonly kind: 'theme' }
    | { readonly kind: 'switch'; readonly name: SwitchName }
    /** `null`, where it may be left out, is an empty field. @property scale what is shown for one of what is kept */
    | {
        readonly kind: 'number'
        readonly name: keyof typeof BOUNDS
        readonly scale?: number
        readonly mayBeEmpty?: true
      }
    | { readonly kind: 'lessons-folder' }
    | { readonly kind: 'dialog'; readonly dialog: Dialog; readonly button: string }
    | { readonly kind: 'fact'; readonly value: string }
  )

export interface Section {
  readonly title: string
  readonly entries: readonly Entry[]
}

const words = texts.settings
const isReduced = matchMedia('(prefers-reduced-motion: reduce)')

export const sections = (): readonly Section[] => [
  {
    title: words.sections.look,
    entries: [
      { ...words.theme, kind: 'theme' },
      { ...words.fontSize, kind: 'number', name: 'fontSize' },
      { ...words.zoom, kind: 'number', name: 'zoom', scale: 100 },
    ],
  },
  {
    title: words.sections.runs,
    entries: [
      { ...words.poolSize, kind: 'number', name: 'poolSize', mayBeEmpty: true },
      { ...words.processors, kind: 'number', name: 'processors', mayBeEmpty: true },
      { ...words.processLimit, kind: 'number', name: 'processLimit' },
      { ...words.workerMemory, kind: 'number', name: 'workerMemory', mayBeEmpty: true },
      { ...words.killGrace, kind: 'number', name: 'killGrace' },
    ],
  },
  {
    title: words.sections.editor,
    entries: [
      { ...words.copyCosts, kind: 'switch', name: 'copyCosts' },
      { ...words.cards, kind: 'switch', name: 'cards' },
      { ...words.lessonsFolder, kind: 'lessons-folder' },
    ],
  },
  {
    title: words.sections.session,
    entries: [
      { ...words.restoreSession, kind: 'switch', name: 'restoreSession' },
      { ...words.history, kind: 'dialog', dialog: 'history-size' },
    ],
  },
  {
    title: words.sections.privacy,
    entries: [
      { ...words.telemetry, kind: 'fact' },
      { ...words.motion, kind: 'fact', value: isReduced.matches ? words.motionOn : words.motionOff },
    ],
  },
]

/** Those whose words hold all that is searched for; sections without any are left out. */
export function found(all: readonly Section[], search: string): readonly Section[] {
  const wanted = wordsOf(search)
  return all
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter(({ label, about }) => holds(`${title} ${label} ${about}`, wanted)),
    }))
    .filter(({ entries }) => entries.length > 0)
}

/** Whether it is what it was before anybody changed it. */
export function isDefault(entry: Entry, current: Settings, defaults: Settings): boolean {
  const name = nameOf(entry)
  return name === null || current[name] === defaults[name]
}

/** The setting that an entry changes, `null` where it changes none. */
export function nameOf(entry: Entry): keyof Settings | null {
  if (entry.kind === 'theme') return 'theme'
  if (entry.kind === 'lessons-folder') return 'lessonsFolder'
  return entry.kind === 'switch' || entry.kind === 'number' ? entry.name : null
}
