/** What every view of one script does, the one that is written in and the one that is only read. */
import type { EditorHandle, LabState } from '../state/lab-state.svelte'
import { texts } from '../../texts'
import { isMac } from '../../texts/keys'
import { answerAt } from './cpython'
import { markProblems } from './markers'
import { KeyCode, KeyMod, editors } from './monaco'

type View = editors.IStandaloneCodeEditor

const SHOW_LINE = 'parallab.show-line'
const TAB_KEY = 'parallab.tab-key'

/** What the lab asks of it. */
export function handleOf(editor: View): EditorHandle {
  return {
    focus: () => editor.focus(),
    async answer() {
      const [model, position] = [editor.getModel(), editor.getPosition()]
      return model === null || position === null ? null : answerAt(model, position)
    },
    find: () => void editor.getAction('actions.find')?.run(),
    nextProblem: () => void editor.getAction('editor.action.marker.next')?.run(),
    showLine: () => void editor.getAction(SHOW_LINE)?.run(),
    reveal(line, column) {
      editor.setPosition({ lineNumber: line, column })
      editor.revealLineInCenterIfOutsideViewport(line)
      editor.focus()
    },
  }
}

/** From the line of the cursor to what of the run comes from it, by key and in the menu of the text. */
export function offerLine(editor: View, lab: LabState, isOwn: (file: string) => boolean): void {
  editor.addAction({
    id: SHOW_LINE,
    label: texts.timeline.showLine,
    keybindings: [KeyMod.CtrlCmd | KeyCode.KeyL],
    contextMenuGroupId: 'navigation',
    run() {
      const line = editor.getPosition()?.lineNumber
      if (line !== undefined) lab.showLine({ line, isOwn })
    },
  })
}

/** The Tab key indents, or moves the focus on. Monaco's own switch is kept where no option tells of it. */
export function offerTab(editor: View): void {
  const { tabFocusMode } = editors.EditorOption
  editor.addAction({
    id: TAB_KEY,
    label: texts.editor.tabKey,
    keybindings: [isMac ? KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM : KeyMod.CtrlCmd | KeyCode.KeyM],
    run: () => editor.updateOptions({ tabFocusMode: !editor.getOption(tabFocusMode) }),
  })
}

/** Run in an effect: marks the script's problems, and keeps to the size of text that is set. */
export function followLab(editor: View | undefined, lab: LabState, isOwn: (file: string) => boolean): void {
  const { scriptProblems, settings } = lab
  const model = editor?.getModel()
  const own = scriptProblems.filter(({ file }) => isOwn(file))
  if (model != null) markProblems(model, own)
  editor?.updateOptions({ fontSize: settings.current.fontSize, lineHeight: 0 })
}
