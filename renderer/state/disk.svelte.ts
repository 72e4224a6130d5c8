/** What another program does to the script's file while it is in the editor. */
import type { OpenDocument } from '../../protocol/lab'
import type { DiskChange } from '../../protocol/window'
import { on } from '../lab/client'
import type { ScriptState } from './script.svelte'

export class DiskState {
  private readonly script: ScriptState
  /** The last change, and the document that it was met in. */
  private met = $state.raw<{ readonly of: OpenDocument; readonly change: DiskChange } | null>(null)
  /** Until the user has decided which text is wanted, or it is saved, or replaced. */
  readonly change = $derived.by(() =>
    this.met?.of === this.script.document && this.script.dirty ? this.met.change : null,
  )

  constructor(script: ScriptState) {
    this.script = script
    on('document-changed', (change) => this.meet(change))
  }

  /** Takes what the file holds now, or keeps what the editor shows, which is not saved then. */
  answer(answer: 'reload' | 'keep'): void {
    const { change } = this
    this.met = null
    if (answer === 'reload' && change?.text != null)
      this.script.show({ ...this.script.document, text: change.text, unsaved: false })
  }

  private meet(change: DiskChange): void {
    if (change.path !== this.script.document.path) return
    this.script.differsFrom(change.text)
    this.met = this.script.dirty ? { of: this.script.document, change } : null
  }
}
