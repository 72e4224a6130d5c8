/** `parallab prepare`, for the set-up: makes what else the first run of a Python script would have to wait for. */
import { Snapshot } from '../python/snapshot'

export async function prepareCommand(): Promise<number> {
  const snapshot = new Snapshot(() => undefined)
  await snapshot.renewed()
  return snapshot.isMade ? 0 : 1
}
