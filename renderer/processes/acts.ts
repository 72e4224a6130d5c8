/** What can be done with a process, for its menu, its buttons and its keys. */
import { texts } from '../../texts'
import type { ProcessRow } from './process-rows'

const words = texts.processes.acts

export type ProcessAct = 'terminate' | 'kill' | 'timeline' | 'console' | 'line' | 'copy'

export interface ProcessActItem {
  readonly value: ProcessAct
  readonly label: string
  /** As a key event names it, with `Shift+` before it. */
  readonly keys: string
  readonly disabled: boolean
}

/** @param isLive the run goes on, so that its processes can be ended */
export function actsOf(row: ProcessRow | undefined, isLive: boolean): readonly ProcessActItem[] {
  const isNone = row === undefined
  const isOver = isNone || !isLive || row.state === 'ended'
  const hasLine = row?.waits.some(({ site }) => site !== null) === true
  return [
    { value: 'line', label: words.line, keys: 'Enter', disabled: !hasLine },
    { value: 'timeline', label: words.timeline, keys: 'Ctrl+L', disabled: isNone },
    { value: 'console', label: words.console, keys: 'Ctrl+J', disabled: isNone },
    { value: 'copy', label: words.copy, keys: 'Ctrl+C', disabled: isNone },
    { value: 'terminate', label: words.terminate, keys: 'Delete', disabled: isOver },
    { value: 'kill', label: words.kill, keys: 'Shift+Delete', disabled: isOver },
  ]
}

/** The keys of an event as `keys` writes them. */
export function pressedKeys(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`
}
