/** An incident in words, and as Markdown to be sent to somebody. */
import { bytes, percent } from '../../analysis/numbers'
import { placeOf } from '../../analysis/run/things'
import { texts } from '../../texts'
import type { Incident, LastTask } from '../../protocol/run-event'
import { itemsOf } from '../timeline/glimpse'

const words = texts.alarms.incidents
const { report } = words

export type TimedIncident = Incident & { readonly at: number }

/** `killed by SIGKILL`, `out of memory, exit code 134`. */
export function endOf({ end, signal }: Pick<Incident, 'end' | 'signal'>): string {
  if (signal !== null && end.exitcode < 0) return words.endedBy(signal, end.exitcode)
  return words.end(texts.processes.reasons[end.reason], end.exitcode)
}

/** `isPrime, items 12 to 19, attempt 2`. */
export function taskOf({ function: name, index, count: items, attempt }: LastTask): string {
  return words.taskOf(name === '' ? words.aTask : name, itemsOf(index + 1, items), attempt)
}

/** When it was: seconds of the run. */
export function whenOf({ at }: TimedIncident): string {
  return `${(at / 1000).toFixed(2)} s`
}

/** Of CPU and memory of the last seconds, for those who do not see the curves. */
export function figuresOf({ figures }: Pick<Incident, 'figures'>): { readonly cpu: string; readonly memory: string } {
  const [, cpu, memory] = figures.at(-1) ?? [0, 0, 0]
  const mean = figures.reduce((sum, [, share]) => sum + share, 0) / Math.max(1, figures.length)
  const most = Math.max(0, ...figures.map(([, , held]) => held))
  return {
    cpu: words.cpuAtEnd(percent(cpu), percent(mean)),
    memory: words.memoryAtEnd(bytes(memory), bytes(most)),
  }
}

export function markdownOf(incident: TimedIncident, script: string): string {
  const { name, pid, says, task, figures, lines, done, site } = incident
  const { cpu, memory } = figuresOf(incident)
  const facts = [
    [report.process, report.processOf(name, pid, script)],
    [report.when, report.after(whenOf(incident))],
    [report.end, endOf(incident)],
    ...(task === null ? [] : [[words.task, `${taskOf(task)}${task.items === '' ? '' : `: ${code(task.items)}`}`]]),
    ...(figures.length === 0
      ? []
      : [
          [words.cpu, cpu],
          [words.memory, memory],
        ]),
    ...(done === '' ? [] : [[words.done, done]]),
    ...(site === null ? [] : [[report.line, `${placeOf(site)}:${site.column}`]]),
  ]
  const output = lines.length === 0 ? [] : ['', report.lines, '', fenced(lines)]
  return [`### ${name}: ${says}`, '', ...facts.map(([title, text]) => `- ${title}: ${text}`), ...output, ''].join('\n')
}

/** Between as many backticks as it takes. */
function code(text: string): string {
  const ticks = fence(text, 1)
  const room = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${ticks}${room}${text}${room}${ticks}`
}

function fenced(lines: readonly string[]): string {
  const ticks = fence(lines.join('\n'), 3)
  return [ticks, ...lines, ticks].join('\n')
}

function fence(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  return '`'.repeat(Math.max(least, longest + 1))
}
