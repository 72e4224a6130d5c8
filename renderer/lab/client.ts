/** The page's end of the bridge: commands as promises that reject with real errors, events as subscriptions. */
import type { Commands, Events, LabBridge } from '../../protocol/lab'

declare global {
  interface Window {
    readonly lab: LabBridge
  }
}

/** @throws Error with the name and message that main gave */
export async function command<K extends keyof Commands>(
  name: K,
  argument: Commands[K]['argument'],
): Promise<Commands[K]['result']> {
  const answer = await window.lab.command(name, argument)
  if (answer.ok) return answer.value
  const error = new Error(answer.error.message)
  error.name = answer.error.name
  throw error
}

/** Returns the way out. */
export function on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): () => void {
  return window.lab.on(name, listener)
}

/** The path of a dropped file, `''` if it has none. */
export function pathOfFile(file: File): string {
  return window.lab.pathOfFile(file)
}
