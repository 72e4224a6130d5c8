/** Code outside the editor in the editor's colours. */
import { editors } from './monaco'

/** @returns HTML of spans, with the code escaped */
export function colorize(code: string): Promise<string> {
  return editors.colorize(code, 'typescript', { tabSize: 2 })
}
