/** The compile step: TypeScript in, the body of an async function out. */
import type { CompileResult } from '../../protocol/compiled'
import { languageOf } from '../../protocol/language'
import { toFunctionBody } from './body'
import { bundle } from './bundle'
import { parse } from './module'
import { Source } from './diagnostics'

export interface CompileInput {
  /** Absolute path; the file need not exist. */
  readonly file: string
  readonly text: string
}

export async function compileScript({ file, text }: CompileInput): Promise<CompileResult> {
  if (languageOf(file) === 'python')
    return { ok: true, script: { language: 'python', file, code: text, map: '', places: [] }, warnings: [] }
  const syntax = new Source(file, text).syntaxErrors(parse(file, text).errors)
  if (syntax.length > 0) return { ok: false, errors: syntax }
  const { code, map, places, diagnostics } = await bundle(file, text)
  if (diagnostics.some(({ severity }) => severity === 'error')) return { ok: false, errors: diagnostics }
  const body = toFunctionBody(code, { file, isEntry: true })
  return { ok: true, script: { language: 'typescript', file, code: body, map, places }, warnings: diagnostics }
}
