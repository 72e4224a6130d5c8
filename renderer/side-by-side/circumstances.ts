/** Under what each was measured, as far as it was not the same. */
import { bytes, count } from '../../analysis/numbers'
import { rowsOfLimits } from '../../analysis/run/limits'
import { writeSizes } from '../../analysis/sizes'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { Machine } from '../../protocol/lab'
import { texts } from '../../texts'

const words = texts.sideBySide
const { facts: titles } = words

export interface Circumstance {
  readonly title: string
  /** One for each that is compared. */
  readonly values: readonly string[]
}

type Facts = readonly (readonly [title: string, value: string])[]

/** Settings and machine where they differ. */
export function circumstancesOf(kept: readonly (KeptRun | KeptSweep)[]): Circumstance[] {
  const facts = kept.map((one) => new Map([...settingsOf(one), ...machineOf(one.machine)]))
  return [...new Set(facts.flatMap((own) => [...own.keys()]))]
    .map((title) => ({ title, values: facts.map((own) => own.get(title) ?? '–') }))
    .filter(({ values }) => new Set(values).size > 1)
}

function settingsOf(kept: KeptRun | KeptSweep): Facts {
  if (kept.kind === 'run') {
    const { poolSize, chunkSize, argv, cwd, memoryLimit } = kept.settings
    return [
      [titles.poolSize, poolSize === null ? words.onePerProcessor : count(poolSize)],
      [titles.chunkSize, chunkSize === null ? words.asCPython : count(chunkSize)],
      [titles.arguments, argv.join(' ') || words.none],
      [titles.folder, cwd],
      memoryRow(memoryLimit),
      ...rowsOfLimits(kept.settings),
    ]
  }
  const { axis, values, poolSize, repeats, warmups, timeout, memoryLimit } = kept.settings
  return [
    [titles.compared, words.axes[axis]],
    [titles.sizes, writeSizes(values)],
    [titles.poolSize, poolSize === null ? words.onePerProcessor : count(poolSize)],
    [titles.repeats, count(repeats)],
    [titles.warmups, count(warmups)],
    [titles.runLimit, timeout === null ? words.none : `${timeout} s`],
    [titles.arguments, kept.argv.join(' ') || words.none],
    ...(memoryLimit === undefined ? [] : [memoryRow(memoryLimit)]),
    ...rowsOfLimits(kept.settings),
  ]
}

function memoryRow(limit: number | null): Facts[number] {
  return [titles.memoryLimit, limit === null ? words.halfOfMemory : bytes(limit)]
}

function machineOf(machine: Machine | null): Facts {
  if (machine === null) return []
  const { cpus, cpuModel, memory, os, arch, electron, node, v8, version } = machine
  return [
    [titles.processors, `${cpus} × ${cpuModel}`],
    [titles.memory, bytes(memory)],
    [titles.system, `${os}, ${arch}`],
    [texts.common.product, version],
    ['Electron', `${electron}, Node ${node}, V8 ${v8}`],
  ]
}
