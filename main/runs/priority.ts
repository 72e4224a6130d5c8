/**
 * The priority of a run's processes. Many that compute leave the window and main, which looks at them and stops them, too
 * few turns of the processors, so that they all give way then: 64 on two processors made frames of 200 ms.
 */
import os from 'node:os'
import { forEachThread } from './threads'

/** Processes for each processor that may be alive before all of the run give way. */
const CROWD = 4

export function isCrowd(processes: number): boolean {
  return processes > CROWD * os.availableParallelism()
}

/** The lowest priority, for all threads: setpriority(2) is for one alone on Linux. Nobody gets it back without privileges. */
export function giveWay(pid: number): void {
  const lower = (id: number) => {
    try {
      os.setPriority(id, os.constants.priority.PRIORITY_LOW)
    } catch {
      // It has ended.
    }
  }
  if (process.platform === 'linux') forEachThread(pid, lower)
  else lower(pid)
}
