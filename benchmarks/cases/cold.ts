/**
 * The library has no public name for a start without a spare yet, only the message that asks main for one
 * (`protocol/control.ts`). So the message is marked on its way.
 */
import type { Process } from 'multiprocessing'

interface Port {
  postMessage(message: { readonly type: string }): void
}

export function startCold(child: Process<never[]> | Process<never>): void {
  const { parentPort: port } = process as unknown as { parentPort: Port }
  const post = port.postMessage
  port.postMessage = (message) => post.call(port, message.type === 'start' ? { ...message, cold: true } : message)
  try {
    void child.start()
  } finally {
    port.postMessage = post
  }
}
