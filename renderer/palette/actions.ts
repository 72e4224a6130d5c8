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
  const button = activeElement?.closest('.console')?.querySelector<HTMLElement>('.find')
  if (search != null) search.focus()
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
  run: { title: 'Run the script', keys: ['F5', 'Ctrl+Enter'], act: (lab) => void lab.startRun() },
  stop: { title: 'Stop the run', keys: ['Shift+F5'], act: (lab) => void lab.stop() },
  compare: { title: 'Compare pool sizes or chunk sizes', keys: ['F6'], act: (lab) => lab.compare() },
  new: { title: 'New script', keys: ['Ctrl+N'], act: (lab) => lab.replacing(() => lab.script.newScript()) },
  'new-window': {
    title: texts.shell.newWindow,
    keys: ['Ctrl+Shift+N'],
    act: (lab) => void lab.attempt(() => command('newWindow', { path: null })),
  },
  gallery: { title: texts.gallery.title, keys: ['Ctrl+E'], act: (lab) => (lab.dialog = 'gallery') },
  twin: { title: texts.gallery.twin.show, keys: ['Ctrl+Shift+E'], act: (lab) => lab.toggleTwin() },
  open: {
    title: 'Open a script, or a report',
    keys: ['Ctrl+O'],
    act: (lab) => lab.replacing(() => lab.script.open(null)),
  },
  'export-html': { title: 'Export a report (HTML)', keys: [], act: (lab) => void lab.opened.export('html') },
  'export-json': { title: 'Export all data (JSON)', keys: [], act: (lab) => void lab.opened.export('json') },
  'export-csv': { title: 'Export tables (CSV)', keys: [], act: (lab) => void lab.opened.export('csv') },
  'export-svg': { title: 'Export charts (SVG)', keys: [], act: (lab) => void lab.opened.export('svg') },
  'export-png': { title: 'Export charts (PNG)', keys: [], act: (lab) => void lab.opened.export('png') },
  'export-trace': { title: 'Export a trace for Perfetto', keys: [], act: (lab) => void lab.opened.export('trace') },
  save: { title: 'Save', keys: ['Ctrl+S'], act: (lab) => void lab.save() },
  'save-as': { title: 'Save as', keys: ['Ctrl+Shift+S'], act: (lab) => void lab.save(true) },
  find: { title: 'Find in the script, the console or the history', keys: ['Ctrl+F'], act: find },
  'next-problem': { title: 'Go to the next problem', keys: ['F8'], act: (lab) => lab.editor?.nextProblem() },
  'clear-console': { title: 'Clear the console', keys: ['Ctrl+K'], act: (lab) => lab.clearConsole() },
  'focus-editor': { title: 'Go to the editor', keys: ['Ctrl+1'], act: (lab) => lab.editor?.focus() },
  'focus-charts': {
    title: 'Go to the charts',
    keys: ['Ctrl+2'],
    act: goToCharts,
  },
  'focus-console': { title: 'Go to the console', keys: ['Ctrl+3'], act: goTo('console') },
  'focus-problems': { title: 'Go to the problems', keys: ['Ctrl+4'], act: goTo('problems') },
  'focus-processes': { title: 'Go to the processes', keys: ['Ctrl+5'], act: goTo('processes') },
  'focus-history': { title: 'Go to the history', keys: ['Ctrl+6'], act: goToHistory },
  'focus-sharing': { title: 'Go to the locks, queues and pools', keys: ['Ctrl+7'], act: goTo('sharing') },
  'focus-incidents': { title: 'Go to the incidents', keys: ['Ctrl+8'], act: goTo('incidents') },
  'focus-selection': { title: 'Go to what is chosen in the timeline', keys: ['Ctrl+9'], act: goTo('selection') },
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
    title: 'Lay what is marked in the history side by side',
    keys: [],
    act: (lab) => void lab.opened.layOut(),
  },
  'leave-kept': { title: 'Back from a kept run to the present', keys: [], act: (lab) => lab.opened.leave() },
  'command-palette': {
    title: 'Show all commands',
    keys: ['Ctrl+Shift+P'],
    act: (lab) => (lab.dialog = 'palette'),
  },
  help: { title: 'Help', keys: ['F1'], act: (lab) => (lab.dialog = 'help') },
  welcome: { title: texts.shell.welcome.title, keys: [], act: (lab) => lab.showWelcome() },
  settings: { title: 'Settings', keys: ['Ctrl+,'], act: (lab) => (lab.dialog = 'settings') },
  'toggle-theme': { title: 'Switch between dark and light', keys: [], act: (lab) => lab.settings.toggleTheme() },
  'toggle-copy-costs': {
    title: 'Show copy costs in the editor, or hide them',
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
  'zoom-in': { title: 'Larger text', keys: ['Ctrl++', 'Ctrl+='], act: (lab) => lab.settings.zoom(1) },
  'zoom-out': { title: 'Smaller text', keys: ['Ctrl+-'], act: (lab) => lab.settings.zoom(-1) },
  'zoom-reset': { title: 'Text in its first size', keys: ['Ctrl+0'], act: (lab) => lab.settings.zoom(0) },
}

const byKeys = new Map(Object.values(ACTIONS).flatMap((action) => action.keys.map((keys) => [keys, action])))

/** The action that a key asks for. Command stands for Control on a Mac. */
export function actionOf(event: KeyboardEvent): Action | undefined {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  const shift = event.shiftKey && key !== '+' ? 'Shift+' : ''
  return event.altKey ? undefined : byKeys.get(control + shift + key)
}
