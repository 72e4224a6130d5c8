/** What outlives the page: text that is not saved, against a crash, and where the user is, for the next start. */
import type { ScriptSource } from '../../protocol/history'
import { command } from '../lab/client'
import type { LabState } from './lab-state.svelte'

/** Milliseconds that a change may wait; main waits as long, so that a crash costs less than a second of typing. */
const PACE = 300

let draft: ScriptSource | null = null
let draftTimer: number | undefined
let viewTimer: number | undefined

/** Run in an effect: reads what it keeps. While the user types without a pause, it is sent all the same. */
export function keepDraft({ script }: LabState): void {
  const { text, dirty, document } = script
  draft = dirty ? { text, path: document.path, example: document.example } : null
  draftTimer ??= window.setTimeout(() => {
    draftTimer = undefined
    if (draft !== null) void command('keepDraft', draft)
  }, PACE)
}

/** Run in an effect: reads what it keeps; a later call replaces this one. */
export function keepView({ script, cursor, scrollTop, tab, face }: LabState): void {
  const { path, example } = script.document
  clearTimeout(viewTimer)
  viewTimer = window.setTimeout(
    () => void command('keepView', { path, example, view: { cursor, scrollTop, tab, face } }),
    PACE,
  )
}
