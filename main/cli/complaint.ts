/** What the compile step complains of, as compilers print it. */
import { readFile } from 'node:fs/promises'
import type { Diagnostic } from '../../protocol/compiled'

/** The place, the sentence, the line and a mark under the place. @param text of the script in `file` */
export async function complaint(diagnostic: Diagnostic, file: string, text: string): Promise<string> {
  const { line, column, endLine, endColumn, severity, message } = diagnostic
  const source = diagnostic.file === file ? text : await readFile(diagnostic.file, 'utf8').catch(() => '')
  const code = source.split('\n')[line - 1] ?? ''
  const width = Math.max(1, (endLine === line ? endColumn : code.length + 1) - column)
  return `${diagnostic.file}:${line}:${column}: ${severity}: ${message}\n    ${code}\n    ${' '.repeat(column - 1)}${'^'.repeat(width)}`
}
