/** What the window's title and the task bar say of script and run. */
import type { RunState } from '../../protocol/lab'
import { texts } from '../../texts'
import { command } from '../lab/client'
import type { LabState } from './lab-state.svelte'

const WORDS: Partial<Record<RunState, string>> = texts.shell.states

/** Milliseconds that a change may wait, so that progress does not become a flood of commands. */
const PATIENCE = 250

let timer: number | undefined
let last = ''

/** Run in an effect: reads what it describes. Returns nothing to undo; a later call replaces this one. */
export function describeWindow(lab: LabState): void {
  const { script } = lab
  const description = {
    title: `${script.dirty ? '● ' : ''}${script.name}${stateOf(lab)} — ${texts.common.product}`,
    dirty: script.dirty,
    path: script.document.path,
    progress: progressOf(lab),
  }
  const text = JSON.stringify(description)
  if (text === last) return
  last = text
  clearTimeout(timer)
  timer = window.setTimeout(() => void command('describeWindow', description), PATIENCE)
}

function stateOf({ run, comparison, settings }: LabState): string {
  if (comparison.active) return ` — ${texts.shell.comparing}`
  const state = WORDS[run.state]
  return state === undefined ? '' : ` — ${texts.shell.withPool(state, settings.poolSize)}`
}

function progressOf({ run, comparison }: LabState): number | null {
  const { progress } = comparison
  const share = comparison.active ? progress && progress.done / progress.total : run.active ? run.progress : null
  return share === null ? null : Math.round(share * 100) / 100
}
