/** What a run might take of the machine, in words. */
import type { RunLimits } from '../../protocol/limits'
import { texts } from '../../texts'
import { bytes, count, duration } from '../numbers'

const { limits: words, settings: titles } = texts

interface Limited {
  /** What was kept of older runs does not have them. */
  readonly limits?: RunLimits
}

/** As rows of a table; none where it is not known. */
export function rowsOfLimits({ limits }: Limited): readonly (readonly [title: string, value: string])[] {
  if (limits === undefined) return []
  const { processes, processors, workerMemory, killGrace } = limits
  return [
    [titles.processLimit.label, count(processes)],
    [titles.processors.label, processors === null ? words.allProcessors : count(processors)],
    [titles.workerMemory.label, workerMemory === null ? words.noLimit : bytes(workerMemory)],
    [titles.killGrace.label, duration(killGrace / 1000)],
  ]
}

/** As parts of a sentence: those that there are. */
export function limitsInWords({ limits }: Limited): readonly string[] {
  if (limits === undefined) return []
  const { processes, processors, workerMemory, killGrace } = limits
  return [
    words.processes(count(processes)),
    ...(processors === null ? [] : [words.processors(count(processors))]),
    ...(workerMemory === null ? [] : [words.workerMemory(bytes(workerMemory))]),
    words.killGrace(duration(killGrace / 1000)),
  ]
}
