/** What the settings may be, field by field, and what they are at first. */
import type { Settings } from '../../protocol/lab'
import { list, nullable, number, oneOf, record, text, whole, type Check } from './shape'

export const MOST_RECENT = 10

export const SETTINGS: { readonly [K in keyof Settings]: Check<Settings[K]> } = {
  theme: oneOf('system', 'light', 'dark'),
  poolSize: nullable(whole(1, 64)),
  fontSize: number(8, 40),
  panes: record(100, number(0, 100_000)),
  recentFiles: list(MOST_RECENT, text(4096)),
  dismissed: list(100, text(200)),
  processLimit: whole(1, 256),
}

export const DEFAULTS: Settings = {
  theme: 'system',
  poolSize: null,
  fontSize: 13,
  panes: {},
  recentFiles: [],
  dismissed: [],
  processLimit: 64,
}

/** Settings from what a file held: unknown fields are left out, wrong ones are as at first. */
export function settingsFrom(stored: Readonly<Record<string, unknown>>): Settings {
  const kept = Object.entries(SETTINGS).flatMap(([key, check]) => {
    try {
      return [[key, check(stored[key], key)]]
    } catch {
      return []
    }
  })
  return { ...DEFAULTS, ...(Object.fromEntries(kept) as Partial<Settings>) }
}
