/** What every view of one script does, the one that is written in and the one that is only read. */
import type { EditorHandle, LabState } from '../state/lab-state.svelte'
import { markProblems } from './markers'
import type { editors } from './monaco'

type View = editors.IStandaloneCodeEditor

/** What the lab asks of it. */
export function handleOf(editor: View): EditorHandle {
  return {
    focus: () => editor.focus(),
    find: () => void editor.getAction('actions.find')?.run(),
    nextProblem: () => void editor.getAction('editor.action.marker.next')?.run(),
    reveal(line, column) {
      editor.setPosition({ lineNumber: line, column })
      editor.revealLineInCenterIfOutsideViewport(line)
      editor.focus()
    },
  }
}

/** Run in an effect: marks the script's problems, and keeps to the size of text that is set. */
export function followLab(editor: View | undefined, lab: LabState, isOwn: (file: string) => boolean): void {
  const { scriptProblems, settings } = lab
  const model = editor?.getModel()
  const own = scriptProblems.filter(({ file }) => isOwn(file))
  if (model != null) markProblems(model, own)
  editor?.updateOptions({ fontSize: settings.current.fontSize, lineHeight: 0 })
}
