/** Everything that can be done from the keyboard: keys, menu entries and the palette use this list. */
import { tick } from 'svelte'
import { KEYS, type MenuAction } from '../../protocol/menu-action'
import { texts } from '../../texts'
import { focusExplanation } from '../cards/focus'
import { command } from '../lab/client'
import type { DrawerTab, LabState } from '../state/lab-state.svelte'

export interface Action {
  readonly title: string
  readonly act: (lab: LabState) => void
}

/** Shows a tab of the drawer and puts the focus on what it holds, or on the tab while that holds nothing to focus. */
const goTo = (tab: DrawerTab) => (lab: LabState) => {
  lab.tab = tab
  // Not a frame later: a key that is pressed next is meant for what is shown.
  void tick().then(() => {
    const log = document.querySelector<HTMLElement>('#drawer-panel :is([role="log"], tr, article)[tabindex="0"]')
    const first = document.querySelector<HTMLElement>('#drawer-panel button:not(:disabled)')
    ;(log ?? first ?? document.getElementById(`tab-${tab}`))?.focus()
  })
}

function goToHistory(lab: LabState): void {
  lab.tab = 'history'
  lab.archive.isWanted = true
  // Until there is a list to take it, which an empty history has not.
  void tick().then(() => {
    if (document.activeElement?.closest('.history') == null) document.getElementById('tab-history')?.focus()
  })
}

function find(lab: LabState): void {
  const { activeElement } = document
  const search = activeElement?.closest('.history')?.querySelector<HTMLElement>('[type="search"]')
  const found = activeElement?.closest('.console')?.querySelector<HTMLElement>('.find-bar input')
  const button = activeElement?.closest('.console')?.querySelector<HTMLElement>('.find')
  const field = search ?? found
  if (field != null) field.focus()
  else if (button != null) button.click()
  else lab.editor?.find()
}

function goToCharts(lab: LabState): void {
  lab.face = 'run'
  void tick().then(() => document.getElementById('charts')?.focus())
}

async function askCPython(lab: LabState): Promise<void> {
  lab.answer = (await lab.attempt(async () => lab.editor?.answer())) ?? null
  lab.dialog = 'cpython'
}

export const ACTIONS: Readonly<Record<MenuAction, Action>> = {
  run: { title: texts.actions.run, act: (lab) => void lab.startRun() },
  stop: { title: texts.actions.stop, act: (lab) => void lab.stop() },
  compare: { title: texts.actions.compare, act: (lab) => lab.compare() },
  new: { title: texts.actions.new, act: (lab) => lab.replacing(() => lab.script.newScript()) },
  'new-python': {
    title: texts.actions.newPython,
    act: (lab) => lab.replacing(() => lab.script.newScript('python')),
  },
  'new-window': {
    title: texts.shell.newWindow,
    act: (lab) => void lab.attempt(() => command('newWindow', { path: null })),
  },
  gallery: { title: texts.gallery.title, act: (lab) => (lab.dialog = 'gallery') },
  twin: { title: texts.gallery.twin.show, act: (lab) => lab.toggleTwin() },
  open: {
    title: texts.actions.open,
    act: (lab) => lab.replacing(() => lab.script.open(null)),
  },
  'export-html': { title: texts.actions.exportHtml, act: (lab) => void lab.opened.export('html') },
  'export-json': { title: texts.actions.exportJson, act: (lab) => void lab.opened.export('json') },
  'export-csv': { title: texts.actions.exportCsv, act: (lab) => void lab.opened.export('csv') },
  'export-svg': { title: texts.actions.exportSvg, act: (lab) => void lab.opened.export('svg') },
  'export-png': { title: texts.actions.exportPng, act: (lab) => void lab.opened.export('png') },
  'export-trace': { title: texts.actions.exportTrace, act: (lab) => void lab.opened.export('trace') },
  save: { title: texts.actions.save, act: (lab) => void lab.save() },
  'save-as': { title: texts.actions.saveAs, act: (lab) => void lab.save(true) },
  find: { title: texts.actions.find, act: find },
  'next-problem': { title: texts.actions.nextProblem, act: (lab) => lab.editor?.nextProblem() },
  'clear-console': { title: texts.actions.clearConsole, act: (lab) => lab.clearConsole() },
  'focus-editor': { title: texts.actions.focusEditor, act: (lab) => lab.editor?.focus() },
  'focus-charts': {
    title: texts.actions.focusCharts,
    act: goToCharts,
  },
  'focus-console': { title: texts.actions.focusConsole, act: goTo('console') },
  'focus-problems': { title: texts.actions.focusProblems, act: goTo('problems') },
  'focus-processes': { title: texts.actions.focusProcesses, act: goTo('processes') },
  'focus-history': { title: texts.actions.focusHistory, act: goToHistory },
  'focus-sharing': { title: texts.actions.focusSharing, act: goTo('sharing') },
  'focus-incidents': { title: texts.actions.focusIncidents, act: goTo('incidents') },
  'focus-selection': { title: texts.actions.focusSelection, act: goTo('selection') },
  'show-line': { title: texts.timeline.showLine, act: (lab) => lab.editor?.showLine() },
  lesson: {
    title: texts.lessons.actions.toggle,
    act: (lab) => void lab.lessons.toggle(),
  },
  'lesson-progress': {
    title: texts.lessons.actions.progress,
    act: (lab) => (lab.dialog = 'lesson-progress'),
  },
  'side-by-side': {
    title: texts.actions.sideBySide,
    act: (lab) => void lab.opened.layOut(),
  },
  'leave-kept': { title: texts.actions.leaveKept, act: (lab) => lab.opened.leave() },
  'command-palette': {
    title: texts.actions.commandPalette,
    act: (lab) => (lab.dialog = 'palette'),
  },
  help: { title: texts.actions.help, act: (lab) => (lab.dialog = 'help') },
  welcome: { title: texts.shell.welcome.title, act: (lab) => lab.showWelcome() },
  settings: { title: texts.actions.settings, act: (lab) => (lab.dialog = 'settings') },
  'toggle-theme': { title: texts.actions.toggleTheme, act: (lab) => lab.settings.toggleTheme() },
  'toggle-copy-costs': {
    title: texts.actions.toggleCopyCosts,
    act: (lab) => lab.settings.update({ copyCosts: !lab.settings.current.copyCosts }),
  },
  'toggle-cards': {
    title: texts.cards.toggle,
    act: ({ cards, settings }) => (settings.current.cards ? cards.turnOff() : cards.turnOn()),
  },
  'what-cpython': { title: texts.cards.cpython.command, act: (lab) => void askCPython(lab) },
  'focus-card': { title: texts.cards.focus, act: focusExplanation },
  'zoom-in': { title: texts.actions.zoomIn, act: (lab) => lab.settings.zoom(1) },
  'zoom-out': { title: texts.actions.zoomOut, act: (lab) => lab.settings.zoom(-1) },
  'zoom-reset': { title: texts.actions.zoomReset, act: (lab) => lab.settings.zoom(0) },
}

const byKeys = new Map(
  (Object.keys(ACTIONS) as MenuAction[]).flatMap((name) =>
    (KEYS[name] ?? []).map((keys) => [keys, ACTIONS[name]] as const),
  ),
)

/** The action that a key asks for. Command stands for Control on a Mac. */
export function actionOf(event: KeyboardEvent): Action | undefined {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  const shift = event.shiftKey && key !== '+' ? 'Shift+' : ''
  return event.altKey ? undefined : byKeys.get(control + shift + key)
}
