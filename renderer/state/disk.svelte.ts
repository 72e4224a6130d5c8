/** What another program does to the script's file while it is in the editor. */
import type { DiskChange } from '../../protocol/window'
import { on } from '../lab/client'
import type { ScriptState } from './script.svelte'

export class DiskState {
  /** Until the user has decided which text is wanted. */
  change = $state.raw<DiskChange | null>(null)
  private readonly script: ScriptState

  constructor(script: ScriptState) {
    this.script = script
    on('document-changed', (change) => this.meet(change))
  }

  /** Takes what the file holds now, or keeps what the editor shows, which is not saved then. */
  answer(answer: 'reload' | 'keep'): void {
    const { change } = this
    this.change = null
    if (answer === 'reload' && change?.text != null)
      this.script.show({ ...this.script.document, text: change.text, unsaved: false })
  }

  private meet(change: DiskChange): void {
    if (change.path !== this.script.document.path) return
    this.script.differsFrom(change.text)
    this.change = this.script.dirty ? change : null
  }
}
