/** Everything that can be done from the keyboard, written once: keys, menu entries and the palette use this list. */
import { tick } from 'svelte'
import type { MenuAction } from '../../protocol/menu-action'
import { texts } from '../../texts'
import { focusExplanation } from '../cards/focus'
import { command } from '../lab/client'
import type { DrawerTab, LabState } from '../state/lab-state.svelte'

export interface Action {
  readonly title: string
  /** As it is shown, e.g. `Ctrl+Shift+S`; the first is also shown in the menu. */
  readonly keys: readonly string[]
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
  run: { title: texts.actions.run, keys: ['F5', 'Ctrl+Enter'], act: (lab) => void lab.startRun() },
  stop: { title: texts.actions.stop, keys: ['Shift+F5'], act: (lab) => void lab.stop() },
  compare: { title: texts.actions.compare, keys: ['F6'], act: (lab) => lab.compare() },
  new: { title: texts.actions.new, keys: ['Ctrl+N'], act: (lab) => lab.replacing(() => lab.script.newScript()) },
  'new-python': {
    title: texts.actions.newPython,
    keys: [],
    act: (lab) => lab.replacing(() => lab.script.newScript('python')),
  },
  'new-window': {
    title: texts.shell.newWindow,
    keys: ['Ctrl+Shift+N'],
    act: (lab) => void lab.attempt(() => command('newWindow', { path: null })),
  },
  gallery: { title: texts.gallery.title, keys: ['Ctrl+E'], act: (lab) => (lab.dialog = 'gallery') },
  twin: { title: texts.gallery.twin.show, keys: ['Ctrl+Shift+E'], act: (lab) => lab.toggleTwin() },
  open: {
    title: texts.actions.open,
    keys: ['Ctrl+O'],
    act: (lab) => lab.replacing(() => lab.script.open(null)),
  },
  'export-html': { title: texts.actions.exportHtml, keys: [], act: (lab) => void lab.opened.export('html') },
  'export-json': { title: texts.actions.exportJson, keys: [], act: (lab) => void lab.opened.export('json') },
  'export-csv': { title: texts.actions.exportCsv, keys: [], act: (lab) => void lab.opened.export('csv') },
  'export-svg': { title: texts.actions.exportSvg, keys: [], act: (lab) => void lab.opened.export('svg') },
  'export-png': { title: texts.actions.exportPng, keys: [], act: (lab) => void lab.opened.export('png') },
  'export-trace': { title: texts.actions.exportTrace, keys: [], act: (lab) => void lab.opened.export('trace') },
  save: { title: texts.actions.save, keys: ['Ctrl+S'], act: (lab) => void lab.save() },
  'save-as': { title: texts.actions.saveAs, keys: ['Ctrl+Shift+S'], act: (lab) => void lab.save(true) },
  find: { title: texts.actions.find, keys: ['Ctrl+F'], act: find },
  'next-problem': { title: texts.actions.nextProblem, keys: ['F8'], act: (lab) => lab.editor?.nextProblem() },
  'clear-console': { title: texts.actions.clearConsole, keys: ['Ctrl+K'], act: (lab) => lab.clearConsole() },
  'focus-editor': { title: texts.actions.focusEditor, keys: ['Ctrl+1'], act: (lab) => lab.editor?.focus() },
  'focus-charts': {
    title: texts.actions.focusCharts,
    keys: ['Ctrl+2'],
    act: goToCharts,
  },
  'focus-console': { title: texts.actions.focusConsole, keys: ['Ctrl+3'], act: goTo('console') },
  'focus-problems': { title: texts.actions.focusProblems, keys: ['Ctrl+4'], act: goTo('problems') },
  'focus-processes': { title: texts.actions.focusProcesses, keys: ['Ctrl+5'], act: goTo('processes') },
  'focus-history': { title: texts.actions.focusHistory, keys: ['Ctrl+6'], act: goToHistory },
  'focus-sharing': { title: texts.actions.focusSharing, keys: ['Ctrl+7'], act: goTo('sharing') },
  'focus-incidents': { title: texts.actions.focusIncidents, keys: ['Ctrl+8'], act: goTo('incidents') },
  'focus-selection': { title: texts.actions.focusSelection, keys: ['Ctrl+9'], act: goTo('selection') },
  'show-line': { title: texts.timeline.showLine, keys: [], act: (lab) => lab.editor?.showLine() },
  lesson: {
    title: texts.lessons.actions.toggle,
    keys: ['Ctrl+Shift+L'],
    act: (lab) => void lab.lessons.toggle(),
  },
  'lesson-progress': {
    title: texts.lessons.actions.progress,
    keys: [],
    act: (lab) => (lab.dialog = 'lesson-progress'),
  },
  'side-by-side': {
    title: texts.actions.sideBySide,
    keys: [],
    act: (lab) => void lab.opened.layOut(),
  },
  'leave-kept': { title: texts.actions.leaveKept, keys: [], act: (lab) => lab.opened.leave() },
  'command-palette': {
    title: texts.actions.commandPalette,
    keys: ['Ctrl+Shift+P'],
    act: (lab) => (lab.dialog = 'palette'),
  },
  help: { title: texts.actions.help, keys: ['F1'], act: (lab) => (lab.dialog = 'help') },
  welcome: { title: texts.shell.welcome.title, keys: [], act: (lab) => lab.showWelcome() },
  settings: { title: texts.actions.settings, keys: ['Ctrl+,'], act: (lab) => (lab.dialog = 'settings') },
  'toggle-theme': { title: texts.actions.toggleTheme, keys: [], act: (lab) => lab.settings.toggleTheme() },
  'toggle-copy-costs': {
    title: texts.actions.toggleCopyCosts,
    keys: [],
    act: (lab) => lab.settings.update({ copyCosts: !lab.settings.current.copyCosts }),
  },
  'toggle-cards': {
    title: texts.cards.toggle,
    keys: [],
    act: ({ cards, settings }) => (settings.current.cards ? cards.turnOff() : cards.turnOn()),
  },
  'what-cpython': { title: texts.cards.cpython.command, keys: ['Shift+F1'], act: (lab) => void askCPython(lab) },
  'focus-card': { title: texts.cards.focus, keys: ['Shift+F6'], act: focusExplanation },
  'zoom-in': { title: texts.actions.zoomIn, keys: ['Ctrl++', 'Ctrl+='], act: (lab) => lab.settings.zoom(1) },
  'zoom-out': { title: texts.actions.zoomOut, keys: ['Ctrl+-'], act: (lab) => lab.settings.zoom(-1) },
  'zoom-reset': { title: texts.actions.zoomReset, keys: ['Ctrl+0'], act: (lab) => lab.settings.zoom(0) },
}

/** The keys of an action, as they are shown. */
export const keysOf = (action: MenuAction): string => ACTIONS[action].keys[0] ?? ''

const byKeys = new Map(Object.values(ACTIONS).flatMap((action) => action.keys.map((keys) => [keys, action])))

/** The action that a key asks for. Command stands for Control on a Mac. */
export function actionOf(event: KeyboardEvent): Action | undefined {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  const shift = event.shiftKey && key !== '+' ? 'Shift+' : ''
  return event.altKey ? undefined : byKeys.get(control + shift + key)
}
