/** Code outside the editor in the editor's colours. */
import type { Language } from '../../protocol/language'
import { editors } from './monaco'

/** @returns HTML of spans, with the code escaped */
export function colorize(code: string, language: Language): Promise<string> {
  return editors.colorize(code, language, { tabSize: language === 'python' ? 4 : 2 })
}
