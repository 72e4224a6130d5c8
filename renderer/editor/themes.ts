/** The editor's colours, from the page's own tokens so that there is one palette. */
import type { Theme } from '../state/settings.svelte'
import { editors } from './monaco'

const SYNTAX = {
  light: { keyword: '8250df', string: '0a6e4f', number: '9a4a00', comment: '64676d', type: '005a9e', text: '1c1d1f' },
  dark: { keyword: 'c9a5ff', string: '7fd6ae', number: 'ffb36b', comment: '9aa0a6', type: '7cc4ff', text: 'e8e9ea' },
  'high-contrast': {
    keyword: 'dcc4ff',
    string: 'a6f0cd',
    number: 'ffcf9e',
    comment: 'd0d4d8',
    type: 'a8d8ff',
    text: 'ffffff',
  },
}

const BASES = { light: 'vs', dark: 'vs-dark', 'high-contrast': 'hc-black' } as const

/** The system's few colours tell no words of a language apart. */
const plain = (text: string) => ({ keyword: text, string: text, number: text, comment: text, type: text, text })

/** Defines and selects the theme that the page shows at this moment. */
export function applyTheme(theme: Theme): void {
  const style = getComputedStyle(document.documentElement)
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (context === null) return
  /** In digits, as Monaco wants it; the system's own colours have names. */
  const token = (name: string) => {
    context.fillStyle = style.getPropertyValue(name).trim()
    return context.fillStyle
  }
  const { keyword, string, number, comment, type, text } =
    theme === 'forced' ? plain(token('--text').slice(1)) : SYNTAX[theme]
  const accent = token('--accent')
  editors.defineTheme('parallab', {
    base:
      theme !== 'forced' ? BASES[theme] : matchMedia('(prefers-color-scheme: dark)').matches ? 'hc-black' : 'hc-light',
    // Nothing of Monaco's own rules: what is shown keeps the numbers of its colours until it is looked at anew, so that each
    // theme must have the same of them in the same order.
    inherit: false,
    rules: [
      { token: '', foreground: text },
      { token: 'keyword', foreground: keyword },
      { token: 'string', foreground: string },
      { token: 'number', foreground: number },
      { token: 'regexp', foreground: number },
      { token: 'comment', foreground: comment },
      { token: 'type', foreground: type },
      { token: 'annotation', foreground: type },
      { token: 'tag', foreground: type },
      { token: 'delimiter', foreground: text },
    ],
    colors: {
      'editor.background': token('--pane'),
      'editor.foreground': token('--text'),
      'editor.lineHighlightBackground': token('--raised') + '80',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': accent + '40',
      'editorCursor.foreground': accent,
      'editorLineNumber.foreground': token('--secondary'),
      'editorLineNumber.dimmedForeground': token('--secondary'),
      'editorLineNumber.activeForeground': token('--text'),
      'editorIndentGuide.background1': token('--line'),
      'editor.wordHighlightTextBackground': '#00000000',
      'editor.wordHighlightBackground': accent + '26',
      'editor.wordHighlightStrongBackground': accent + '33',
      'editorOverviewRuler.errorForeground': token('--error'),
      'editorOverviewRuler.warningForeground': token('--warning'),
      'editorOverviewRuler.wordHighlightTextForeground': '#00000000',
      'editorOverviewRuler.wordHighlightForeground': accent + '66',
      'editorOverviewRuler.border': '#00000000',
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': token('--control-line') + '4d',
      'scrollbarSlider.hoverBackground': token('--control-line') + '80',
      'scrollbarSlider.activeBackground': token('--control-line') + 'b3',
      'editorWidget.background': token('--pane'),
      'editorWidget.border': token('--line'),
      'editorError.foreground': token('--error'),
      'editorWarning.foreground': token('--warning'),
      // What nobody uses is underlined, and as easy to read as the rest.
      'editorUnnecessaryCode.opacity': '#000000ff',
      'editorUnnecessaryCode.border': token('--control-line'),
      'diffEditor.insertedTextBackground': token('--data-3') + '33',
      'diffEditor.removedTextBackground': token('--data-6') + '33',
      'diffEditor.insertedLineBackground': token('--data-3') + '1a',
      'diffEditor.removedLineBackground': token('--data-6') + '1a',
      'diffEditor.border': token('--line'),
      'diffEditor.diagonalFill': token('--line'),
      'diffEditor.unchangedRegionBackground': token('--raised'),
      'diffEditor.unchangedRegionForeground': token('--secondary'),
      'diffEditor.unchangedRegionShadow': '#00000000',
      focusBorder: accent,
      'list.activeSelectionBackground': accent + '30',
      'list.activeSelectionForeground': token('--text'),
      'editorSuggestWidget.selectedBackground': accent + '30',
      'editorSuggestWidget.selectedForeground': token('--text'),
      'editorSuggestWidget.highlightForeground': accent,
    },
  })
  editors.setTheme('parallab')
}
