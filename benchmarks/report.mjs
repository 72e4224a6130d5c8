/** The table, for the terminal and for docs/benchmarks.md. */
import { PARALLAB } from './contestants.mjs'
import { ratioOf, summary, verdictOf } from './statistics.mjs'

export const HEAD = ['case', 'Parallab median [min–max]', 'peer', 'its median', 'ratio', 'goal', '']

/** @param results of a case: by contestant, the rounds' samples by figure, or why there are none */
export function rowsOf({ figures, peers }, results) {
  return Object.entries(figures).flatMap(([id, figure]) => {
    const ours = roundsOf(results[PARALLAB], id)
    const own = summary(ours)
    const first = [figure.title, own === null ? (results[PARALLAB].reason ?? 'not measured') : spread(own, figure.unit)]
    const rows = [
      ...(figure.goals.self === undefined ? [] : [selfRow(figure, own)]),
      ...peers.flatMap((peer) => peerRow(figure, peer.name, results[peer.name], ours, figure.against ?? id)),
    ]
    return (rows.length === 0 ? [['', '', '', '', '']] : rows).map((row, i) => [...(i === 0 ? first : ['', '']), ...row]) // prettier-ignore
  })
}

function selfRow({ goals: { self }, unit }, own) {
  const bound = self.most === undefined ? `≥ ${number(self.least, unit)}` : `≤ ${number(self.most, unit)}`
  return ['itself', '', '', bound, verdictOf(self, own?.median ?? null)]
}

/** Nothing where the peer does not do this. */
function peerRow({ goals, unit }, name, result, ours, id) {
  const theirs = roundsOf(result, id)
  const goal = goals[name]
  const found = summary(theirs)
  if (found === null && result.reason === null && goal === undefined) return []
  const ratio = ratioOf(ours, theirs)
  return [
    [
      name,
      found === null ? (result.reason ?? 'not measured') : number(found.median, unit),
      ratio === null ? '' : times(ratio),
      goalText(goal),
      verdictOf(goal, ratio),
    ],
  ]
}

function roundsOf({ rounds }, id) {
  return rounds.map((figures) => figures?.[id] ?? [])
}

function goalText(goal) {
  if (goal === undefined) return ''
  return goal.most === undefined ? `≥ ${times(goal.least)}` : `≤ ${times(goal.most)}`
}

function times(ratio) {
  return `${ratio.toFixed(2)} x`
}

function spread({ median, min, max }, unit) {
  return `${number(median, unit)} [${digits(min)}–${digits(max)}]`
}

function number(value, unit) {
  return unit === '/s' ? `${digits(value)}/s` : `${digits(value)} ${unit}`
}

/** Three digits that mean something. */
function digits(value) {
  const rounded = Number(value.toPrecision(3))
  return rounded >= 1000 ? rounded.toLocaleString('en-US') : String(rounded)
}

export function textTable(rows) {
  const lines = [HEAD, ...rows]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n') // prettier-ignore
}

export function markdownTable(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(HEAD), line(HEAD.map(() => '---')), ...rows.map(line)].join('\n')
}
