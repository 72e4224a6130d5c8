/** What the window's title and the task bar say of script and run. */
import type { RunState } from '../../protocol/lab'
import { command } from '../lab/client'
import type { LabState } from './lab-state.svelte'

const WORDS: Partial<Record<RunState, string>> = {
  starting: 'starting',
  running: 'running',
  stopping: 'stopping',
  failed: 'failed',
}

/** Milliseconds that a change may wait, so that progress does not become a flood of commands. */
const PATIENCE = 250

let timer: number | undefined
let last = ''

/** Run in an effect: reads what it describes. Returns nothing to undo; a later call replaces this one. */
export function describeWindow({ script, run, settings }: LabState): void {
  const state = WORDS[run.state]
  const middle = state === undefined ? '' : ` — ${state}, pool size ${settings.poolSize}`
  const progress = run.active && run.progress !== null ? Math.round(run.progress * 100) / 100 : null
  const description = {
    title: `${script.dirty ? '● ' : ''}${script.name}${middle} — Parallab`,
    dirty: script.dirty,
    path: script.document.path,
    progress,
  }
  const text = JSON.stringify(description)
  if (text === last) return
  last = text
  clearTimeout(timer)
  timer = window.setTimeout(() => void command('describeWindow', description), PATIENCE)
}
