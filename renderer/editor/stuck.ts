/** The lines at which a deadlock holds its processes, marked in the text. */
import { stuckLines } from '../deadlock/deadlock'
import type { LabState } from '../state/lab-state.svelte'
import type { editors } from './monaco'

/** Run in an effect: shows those that last, or that the run ended with, and takes them away again. */
export function showStuck(
  editor: editors.IStandaloneCodeEditor | undefined,
  lab: LabState,
  isOwn: (file: string) => boolean,
): (() => void) | undefined {
  const lasting = lab.shown.deadlocks.filter(({ ended }) => ended === null || ended === 'run-ended')
  const model = editor?.getModel()
  if (lasting.length === 0 || editor === undefined || model == null) return undefined
  const lines = lasting.flatMap(stuckLines).filter(({ site }) => isOwn(site.file) && site.line <= model.getLineCount())
  const marks = editor.createDecorationsCollection(
    lines.map(({ site: { line }, text }): editors.IModelDeltaDecoration => {
      const end = model.getLineMaxColumn(line)
      return {
        range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: end },
        options: {
          isWholeLine: true,
          className: 'stuck-line',
          linesDecorationsClassName: 'stuck-glyph',
          linesDecorationsTooltip: text,
          after: { content: `  ${text}`, inlineClassName: 'stuck-words' },
          showIfCollapsed: true,
        },
      }
    }),
  )
  return () => marks.clear()
}
