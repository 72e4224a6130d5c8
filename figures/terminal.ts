/** What a sweep says, for a terminal: a table, and a bar beside each row. 72 characters wide, no colour needed. */
import type { Interval, SweepAnswer, SweepPoint } from '../protocol/sweep'
import { count, duration, percent, rate } from '../analysis/numbers'
import { texts } from '../texts'

const words = texts.terminal.columns
const WIDTH = 72
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

interface Column {
  readonly head: string
  readonly cell: (point: SweepPoint) => string
}

/** Bars are as long as the speed-up: solid to the lower end of its interval, shaded to the upper one. */
export function terminalChart(answer: SweepAnswer): string {
  const columns = columnsOf(answer)
  const widths = columns.map(({ head, cell }) => Math.max(head.length, ...answer.points.map((one) => cell(one).length)))
  const row = (cells: readonly string[]) => cells.map((cell, i) => cell.padStart(widths[i] as number)).join('  ')
  const head = row(columns.map((column) => column.head))
  const room = WIDTH - head.length - 2
  const top = Math.max(...answer.points.map(({ speedUp }) => speedUp?.high ?? 0))
  const lines = answer.points.map((point) => {
    const cells = row(columns.map(({ cell }) => cell(point)))
    if (point.failure !== null)
      return `${row([columns[0]?.cell(point) ?? ''])}  ${cut(point.failure, WIDTH - (widths[0] as number) - 2)}`
    return point.speedUp === null ? cells : `${cells}  ${bar(point.speedUp, room / top)}`.trimEnd()
  })
  const legend = answer.best === null ? [] : [`▸ ${bestOf(answer.best)}`]
  return [head, ...lines, ...legend].join('\n')
}

function columnsOf({ axis, measure, best }: SweepAnswer): Column[] {
  const mark = (value: number) => (value === best?.value ? '▸ ' : '')
  return [
    { head: words.size[axis], cell: ({ value }) => `${mark(value)}${count(value)}` },
    { head: words.time, cell: ({ seconds }) => (seconds === null ? '' : duration(seconds.value)) },
    ...(measure === 'throughput'
      ? [
          {
            head: words.throughput,
            cell: ({ throughput }: SweepPoint) => (throughput === null ? '' : rate(throughput.value)),
          },
        ]
      : []),
    { head: words.speedUp(percent(0.95)), cell: ({ speedUp }) => (speedUp === null ? '' : spread(speedUp)) },
    ...(axis === 'pool-size'
      ? [
          {
            head: words.efficiency,
            cell: ({ efficiency }: SweepPoint) => (efficiency === null ? '' : percent(efficiency.value)),
          },
        ]
      : []),
  ]
}

function spread({ value, low, high }: Interval): string {
  const text = (number: number) => number.toFixed(high < 10 ? 2 : 1)
  return low === high ? text(value) : `${text(value)} [${text(low)}, ${text(high)}]`
}

function bestOf({ low, high }: Interval): string {
  return low === high ? texts.terminal.best : texts.terminal.bestAmong(count(low), count(high))
}

function bar({ low, high }: Interval, scale: number): string {
  const eighths = Math.round(low * scale * 8)
  const solid = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')
  return solid + '░'.repeat(Math.max(0, Math.round(high * scale) - Math.ceil(eighths / 8)))
}

function cut(text: string, width: number): string {
  const [line = ''] = text.split('\n')
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`
}
