/** What a run and a sweep have in common: what it is called, when and where it was, its script. */
import { bytes, count } from '../../analysis/numbers'
import { escaped } from '../../figures/svg'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import { texts } from '../../texts/main'
import { paragraph, table } from './markup'

const words = texts.report.machine

/** The name that the user gave it, else the script's. */
export function titleOf({ entry: { name, path, example } }: KeptRun | KeptSweep): string {
  return name || (path?.split(/[\\/]/).at(-1) ?? example ?? texts.report.untitled)
}

/** Entries of one script have the same title: beside each other their ids tell them apart. */
export function nameOf(kept: KeptRun | KeptSweep): string {
  return `${titleOf(kept)} ${kept.entry.shortId}`
}

/** @param iso ISO 8601, in UTC */
export function whenText(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')
}

export function machineTable({ machine }: KeptRun | KeptSweep): string {
  if (machine === null) return paragraph(words.lost)
  const { cpus, cpuModel, memory, os, platform, arch, version, electron, chrome, node, v8 } = machine
  return table(
    words.caption,
    ['', ''],
    [
      [words.processors, words.cpus(count(cpus), cpuModel)],
      [words.memory, bytes(memory)],
      [words.system, `${os} (${platform} ${arch})`],
      [words.versions, `Parallab ${version}, Electron ${electron}, Chromium ${chrome}, Node ${node}, V8 ${v8}`],
    ],
  )
}

/** Wide lines are scrolled on the screen, and broken on paper. */
export function scriptText(text: string): string {
  return `<pre tabindex="0">${escaped(text)}</pre>`
}
