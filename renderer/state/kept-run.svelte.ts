/** A run out of the history, shown as it was. */
import type { KeptRun } from '../../protocol/history'
import type { OpenDocument } from '../../protocol/lab'
import { texts } from '../../texts'
import { scriptName } from '../history/words'
import { RunView } from './run-view.svelte'

export class KeptRunView extends RunView {
  readonly kept: KeptRun
  /** Its script, where it is another than the one in the editor was when this was opened. */
  readonly document: OpenDocument | null

  /** @param text of the editor */
  constructor(kept: KeptRun, text: string) {
    super()
    this.kept = kept
    const { script, entry } = kept
    this.document = script.text === text ? null : { ...script, name: scriptName(script) }
    this.meet(entry.id)
    this.history.chunksPerRecord = kept.telemetry?.chunksPerRecord ?? 1
    this.replay()
    this.errors = kept.errors
    this.source = kept.script.text
    this.end()
  }

  /** Events and figures in the order in which they came. */
  private replay(): void {
    const { events, telemetry, console: output, entry } = this.kept
    const runId = entry.id
    const steps = [
      ...events.map((event) => ({ at: event.at, act: () => this.hear({ ...event, runId }) })),
      ...(telemetry?.batches ?? []).map((batch) => ({ at: batch.at, act: () => this.measure(batch) })),
    ]
    for (const { act } of steps.sort((a, b) => a.at - b.at)) act()
    if (output === null) return
    this.print({ runId, lines: output.lines, dropped: output.missingLines })
    if (output.wasDirect) this.lines.say(texts.output.wasDirect, 0)
  }
}
