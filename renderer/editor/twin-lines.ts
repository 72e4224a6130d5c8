/** Lines of a script and of its Python twin that belong together: the one that is pointed at is marked in both. */
import type { Side, TwinState } from '../state/twin.svelte'
import type { editors } from './monaco'

type View = editors.IStandaloneCodeEditor | undefined

/** Run in an effect: tells where cursor and pointer are. */
export function pointAtLines(editor: View, twin: TwinState, side: Side): (() => void) | undefined {
  if (editor === undefined || !twin.isShown) return undefined
  const watches = [
    editor.onDidChangeCursorPosition(({ position }) => (twin.cursor = { side, line: position.lineNumber })),
    editor.onMouseMove(({ target: { position } }) => {
      twin.hovered = position === null ? null : { side, line: position.lineNumber }
    }),
    editor.onMouseLeave(() => (twin.hovered = null)),
  ]
  return () => {
    for (const watch of watches) watch.dispose()
  }
}

/** Run in an effect: marks the line, and brings it into sight when the cursor was moved in the other text. */
export function markLine(editor: View, twin: TwinState, side: Side): (() => void) | undefined {
  const line = twin.marked?.[side]
  if (editor === undefined || line === undefined) return undefined
  const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 }
  const mark = editor.createDecorationsCollection([{ range, options: { isWholeLine: true, className: 'twin-line' } }])
  if (twin.hovered === null && twin.cursor?.side !== side) editor.revealLineInCenterIfOutsideViewport(line)
  return () => mark.clear()
}
