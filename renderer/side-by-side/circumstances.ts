/** Under what each was measured, as far as it was not the same. */
import { bytes, count } from '../../analysis/numbers'
import { writeSizes } from '../../analysis/sizes'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { Machine } from '../../protocol/lab'

export interface Circumstance {
  readonly title: string
  /** One for each that is compared. */
  readonly values: readonly string[]
}

type Facts = readonly (readonly [title: string, value: string])[]

/** Settings and machine where they differ. */
export function circumstancesOf(kept: readonly (KeptRun | KeptSweep)[]): Circumstance[] {
  const facts = kept.map((one) => new Map([...settingsOf(one), ...machineOf(one.machine)]))
  const titles = [...new Set(facts.flatMap((own) => [...own.keys()]))]
  return titles
    .map((title) => ({ title, values: facts.map((own) => own.get(title) ?? '–') }))
    .filter(({ values }) => new Set(values).size > 1)
}

function settingsOf(kept: KeptRun | KeptSweep): Facts {
  if (kept.kind === 'run') {
    const { poolSize, chunkSize, argv, cwd, memoryLimit } = kept.settings
    return [
      ['Pool size', poolSize === null ? 'one per processor' : count(poolSize)],
      ['Chunk size', chunkSize === null ? 'as CPython has it' : count(chunkSize)],
      ['Arguments', argv.join(' ') || 'none'],
      ['Folder', cwd],
      ['Limit of shared memory', memoryLimit === null ? 'half of the machine’s' : bytes(memoryLimit)],
    ]
  }
  const { axis, values, poolSize, repeats, warmups, timeout } = kept.settings
  return [
    ['Compared', axis === 'pool-size' ? 'pool sizes' : 'chunk sizes'],
    ['Sizes', writeSizes(values)],
    ['Pool size', poolSize === null ? 'one per processor' : count(poolSize)],
    ['Repeats', count(repeats)],
    ['Warm-ups', count(warmups)],
    ['Limit of a run', timeout === null ? 'none' : `${timeout} s`],
    ['Arguments', kept.argv.join(' ') || 'none'],
  ]
}

function machineOf(machine: Machine | null): Facts {
  if (machine === null) return []
  const { cpus, cpuModel, memory, os, arch, electron, node, v8, version } = machine
  return [
    ['Processors', `${cpus} × ${cpuModel}`],
    ['Memory', bytes(memory)],
    ['System', `${os}, ${arch}`],
    ['Parallab', version],
    ['Electron', `${electron}, Node ${node}, V8 ${v8}`],
  ]
}
