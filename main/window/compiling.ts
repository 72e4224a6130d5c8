/** Compiles what stands in the page's editor. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import type { CompiledScript, Diagnostic } from '../../protocol/compiled'
import type { ScriptSource } from '../../protocol/history'
import { compileScript } from '../compile'
import type { Documents } from './documents'

export type Compiled =
  | {
      readonly ok: true
      readonly script: CompiledScript
      readonly warnings: readonly Diagnostic[]
      /** The folder in which it runs: beside its file, or at home while it was never saved. */
      readonly cwd: string
    }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] }

/** The user may follow a complaint into an imported file. */
export async function compile(documents: Documents, { text, path: own, example }: ScriptSource): Promise<Compiled> {
  const file = documents.place(own, example)
  const compiled = await compileScript({ file, text })
  for (const complaint of compiled.ok ? compiled.warnings : compiled.errors) documents.grantScript(complaint.file)
  return compiled.ok ? { ...compiled, cwd: folderOf(file) } : compiled
}

function folderOf(file: string): string {
  const folder = path.dirname(file)
  return existsSync(folder) ? folder : homedir()
}
