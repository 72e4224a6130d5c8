/** What the settings are before anybody changes them, and the bounds of those that are numbers. */
import type { Settings } from './lab'

export const DEFAULTS: Settings = {
  theme: 'system',
  poolSize: null,
  fontSize: 13,
  panes: {},
  recentFiles: [],
  dismissed: [],
  // Room for the largest pool, the script itself and what else it may start.
  processLimit: 80,
  copyCosts: true,
  cards: true,
  lessonsFolder: null,
  zoom: 1,
  processors: null,
  workerMemory: null,
  killGrace: 500,
  restoreSession: true,
}

interface Bounds {
  readonly least: number
  readonly most: number
}

type NumberName = {
  [K in keyof Settings]: Settings[K] extends number | null ? K : never
}[keyof Settings]

export const BOUNDS = {
  poolSize: { least: 1, most: 64 },
  fontSize: { least: 10, most: 24 },
  // As many processes as a run's segment has slots, less the script.
  processLimit: { least: 2, most: 255 },
  zoom: { least: 0.5, most: 2 },
  processors: { least: 1, most: 1024 },
  // An empty process holds some 90 MiB.
  workerMemory: { least: 128, most: 1_048_576 },
  killGrace: { least: 50, most: 60_000 },
} as const satisfies { [K in NumberName]: Bounds }
