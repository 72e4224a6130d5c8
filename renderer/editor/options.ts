/** How every view of a script looks. */
import { languageOf } from '../../protocol/language'
import type { editors } from './monaco'

export const OPTIONS = {
  // Its own detection knows the system's contrast colours alone, and would leave our theme for one of its own.
  autoDetectHighContrast: false,
  automaticLayout: true,
  cursorBlinking: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'solid' : 'blink',
  fixedOverflowWidgets: true,
  fontLigatures: false,
  guides: { indentation: true },
  lineNumbersMinChars: 3,
  minimap: { enabled: false },
  overviewRulerBorder: false,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'line',
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
} as const satisfies editors.IEditorOptions & editors.IGlobalEditorOptions

const PLAIN_BRACKETS = { enabled: false, independentColorPoolPerBracketType: false }

/** @param name of the script */
export function modelOptions(name: string): editors.ITextModelUpdateOptions {
  return { tabSize: languageOf(name) === 'python' ? 4 : 2, bracketColorizationOptions: PLAIN_BRACKETS }
}

export function monoFont(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--font-mono')
}
