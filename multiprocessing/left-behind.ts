/**
 * Large items that still lie in a queue when the process ends that put them. CPython's process would not end: the thread
 * that feeds its queue waits until somebody takes what does not fit into the pipe (`Queue._finalize_join`).
 */
import { Finalize } from './exits'
import { tellMain } from './host'
import type { Channel } from './segment/channel'
import type { SharedRecord } from './segment/objects'

/** Bytes that surely do not fit: a pipe holds 64 KiB, and pickle may write less than we do. */
const LARGE = 256 * 1024
/** CPython's of the same. */
const EXIT_PRIORITY = -5

export class LeftBehind {
  private readonly channel: Channel
  private readonly record: SharedRecord
  private ending: Finalize | undefined
  private last = { counted: 0, bytes: 0 }

  constructor(channel: Channel, record: SharedRecord) {
    this.channel = channel
    this.record = record
    channel.onLarge = (counted, bytes) => {
      if (bytes < LARGE) return
      this.last = { counted, bytes }
      this.ending ??= new Finalize(null, () => this.tell(), { exitpriority: EXIT_PRIORITY })
    }
  }

  /** What lies in the queue may get lost. */
  cancel(): void {
    this.channel.onLarge = undefined
    this.ending?.cancel()
  }

  private tell(): void {
    const { counted, bytes } = this.last
    if (counted <= this.channel.countTaken()) return
    const { number: object, label } = this.record
    tellMain({ type: 'left-behind', object, label, bytes })
  }
}
