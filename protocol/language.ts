/** The languages of scripts. */

export type Language = 'typescript' | 'python'

/** What a Python script that was never saved has for its example; a TypeScript one has none. */
export const UNTITLED_PYTHON = 'untitled.py'

/** The ending of a file says in which language it is; what has another one is taken for TypeScript. */
export function languageOf(file: string): Language {
  return file.endsWith('.py') ? 'python' : 'typescript'
}

/** Whether a script without a path is a new one, rather than an example. */
export function isUntitled(example: string | null): boolean {
  return example === null || example === UNTITLED_PYTHON
}
