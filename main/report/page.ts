/** Runs and sweeps as one page of HTML that needs nothing else: words, charts, tables, how and where, and all data inside. */
import { escaped } from '../../figures/svg'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import { isUntitled } from '../../protocol/language'
import { texts } from '../../texts/main'
import { documentBlock } from '../export/document'
import { machineTable, nameOf, scriptText, titleOf, whenText } from './facts'
import { framed } from './frame'
import { overview } from './overview'
import { runPart } from './run-part'
import { sweepPart } from './sweep-part'

const words = texts.report

/** @param entries one, or several beside each other: the first is what the others are compared with */
export function reportPage(entries: readonly (KeptRun | KeptSweep)[]): string {
  const [first] = entries
  const title = first === undefined || entries.length > 1 ? words.sideBySide(entries.length) : titleOf(first)
  const kind = first === undefined || entries.length > 1 ? 'comparison' : first.kind
  const whole = [
    ...(entries.length > 1 ? [`<h1>${escaped(title)}</h1>`, overview(entries)] : ['']),
    ...entries.map((kept) => part(kept, entries.length > 1 ? nameOf(kept) : titleOf(kept))),
    documentBlock(entries),
  ]
  return framed(`${title}: ${words.kinds[kind]}`, whole.join('\n'))
}

function part(kept: KeptRun | KeptSweep, title: string): string {
  const { entry, script } = kept
  const where = [
    entry.path ?? (isUntitled(entry.example) ? null : words.example(String(entry.example))),
    whenText(entry.startedAt),
  ]
  const note = [entry.note, entry.tags.map((tag) => `#${tag}`).join(' ')].filter(Boolean).join(' · ')
  return `<article>
<h1>${escaped(title)}</h1>
<p class="file">${escaped(where.filter((word) => word !== null).join(' · '))}</p>
${note === '' ? '' : `<p>${escaped(note)}</p>`}
${kept.kind === 'run' ? runPart(kept) : sweepPart(kept)}
<h2>${words.machine.title}</h2>
${machineTable(kept)}
<h2>${words.script}</h2>
${scriptText(script.text)}
</article>`
}
