/** The Python listing beside the script: whether it is shown, its text, and which lines of the two belong together. */
import type { ScriptSource } from '../../protocol/history'
import { command } from '../lab/client'
import { correspondence } from '../twin/correspondence'
import type { ScriptState } from './script.svelte'

export type Side = 'script' | 'twin'

interface Place {
  readonly side: Side
  readonly line: number
}

export class TwinState {
  /** Whether the user wants to see it where there is one. */
  isWanted = $state.raw(false)
  /** Where the cursor was moved to last, and the line under the pointer, which comes first. */
  cursor = $state.raw<Place | null>(null)
  hovered = $state.raw<Place | null>(null)
  private readonly script: ScriptState
  private readonly hasTwin: (id: string) => boolean
  private found = $state.raw<{ readonly id: string; readonly text: string } | null>(null)
  /** Of the example in the editor, if there is a twin of it. */
  readonly id = $derived.by(() => {
    const { example } = this.script.document
    return example !== null && this.hasTwin(example) ? example : null
  })
  readonly text = $derived(this.found !== null && this.found.id === this.id ? this.found.text : null)
  readonly isShown = $derived(this.isWanted && this.id !== null)
  /** Goes to a place in it; the component that shows it gives this. */
  reveal: ((line: number, column: number) => void) | undefined
  private readonly pairs = $derived.by(() =>
    this.isShown && this.text !== null ? correspondence(this.script.text, this.text) : [],
  )
  /** The pair of lines to be marked. */
  readonly marked = $derived.by(() => {
    const place = this.hovered ?? this.cursor
    return this.pairs.find((pair) => place !== null && pair[place.side] === place.line) ?? null
  })

  constructor(script: ScriptState, hasTwin: (id: string) => boolean) {
    this.script = script
    this.hasTwin = hasTwin
  }

  /** As a script of its own, `null` while it is not shown. */
  get source(): ScriptSource | null {
    const { id, text } = this
    return !this.isShown || id === null || text === null ? null : { text, path: null, example: twinOf(id) }
  }

  /** Whether a file that a message names is the listing. */
  isFile(file: string): boolean {
    return this.isShown && this.id !== null && file.endsWith(`/${twinOf(this.id)}`)
  }

  /** Run in an effect: reads the text of what is shown, once. */
  async read(): Promise<void> {
    const { id, text } = this
    if (this.isShown && id !== null && text === null) this.found = { id, text: await command('readTwin', { id }) }
  }
}

/** The example that is the Python listing beside another. */
export function twinOf(id: string): string {
  return id.replace(/\.ts$/, '.py')
}
