/** The languages of scripts. */

export type Language = 'typescript' | 'python'

/** The ending of a file says in which language it is; what has another one is taken for TypeScript. */
export function languageOf(file: string): Language {
  return file.endsWith('.py') ? 'python' : 'typescript'
}
