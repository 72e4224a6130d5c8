/** What it cost to carry values between processes, said after the line that did it. */
import { costInFull, costInShort, type CopyCost } from '../../analysis/run/copies'
import type { editors } from './monaco'

interface Mark {
  readonly id: string
  /** The line as it stood in the run. */
  readonly text: string
}

export class CopyCosts {
  private readonly model: editors.ITextModel
  private readonly watch: { dispose(): void }
  /** By the line of the run's script; where each line has gone to meanwhile the model knows. */
  private marks: ReadonlyMap<number, Mark> = new Map()

  constructor(model: editors.ITextModel) {
    this.model = model
    this.watch = model.onDidChangeContent(() => this.forgetEdited())
  }

  /** @param isAsRun the text is the run's, letter by letter; else only what stands there already is renewed */
  show(costs: readonly CopyCost[], isAsRun: boolean): void {
    const { model } = this
    const wanted = [...byLine(costs)].flatMap(([line, ofLine]) => {
      const at = isAsRun ? line : this.lineOf(line)
      return at === undefined || at > model.getLineCount() ? [] : [{ line, at, ofLine }]
    })
    const texts = wanted.map(({ line, at }) => (isAsRun ? model.getLineContent(at) : this.marks.get(line)?.text) ?? '')
    const old = [...this.marks.values()].map(({ id }) => id)
    const decorations = wanted.map(({ at, ofLine }) => decorationOf(ofLine, at, model.getLineMaxColumn(at)))
    const ids = model.deltaDecorations(old, decorations)
    this.marks = new Map(wanted.map(({ line }, i) => [line, { id: ids[i] as string, text: texts[i] as string }]))
  }

  dispose(): void {
    this.watch.dispose()
    if (!this.model.isDisposed()) this.show([], true)
  }

  private lineOf(line: number): number | undefined {
    const mark = this.marks.get(line)
    return mark === undefined ? undefined : this.model.getDecorationRange(mark.id)?.startLineNumber
  }

  private forgetEdited(): void {
    const gone = [...this.marks].filter(([line, { text }]) => {
      const at = this.lineOf(line)
      return at === undefined || this.model.getLineContent(at) !== text
    })
    if (gone.length === 0) return
    const left = new Map(this.marks)
    for (const [line] of gone) left.delete(line)
    this.model.deltaDecorations(
      gone.map(([, { id }]) => id),
      [],
    )
    this.marks = left
  }
}

function byLine(costs: readonly CopyCost[]): ReadonlyMap<number, readonly CopyCost[]> {
  const lines = new Map<number, CopyCost[]>()
  for (const cost of costs) {
    const ofLine = lines.get(cost.site.line)
    if (ofLine === undefined) lines.set(cost.site.line, [cost])
    else ofLine.push(cost)
  }
  return lines
}

function decorationOf(costs: readonly CopyCost[], line: number, column: number): editors.IModelDeltaDecoration {
  const value = costs.flatMap(costInFull).join('\n\n')
  return {
    range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: column },
    options: {
      after: { content: `   ${costs.map(costInShort).join('; ')}`, inlineClassName: 'copy-cost' },
      hoverMessage: { value },
      showIfCollapsed: true,
    },
  }
}
