/** What the bundler complains about, at the places of the script as it was written. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { Diagnostic } from '../../protocol/compiled'
import { aboutFile } from './diagnostics'
import type { CompiledModule } from './module'

/** The fields of rolldown's errors that are of use. */
interface BundlerError {
  readonly message: string
  readonly id?: string
  readonly loc?: { readonly line: number; readonly column: number; readonly file?: string }
}

export function bundlerErrors(
  error: unknown,
  modules: ReadonlyMap<string, CompiledModule>,
  file: string,
): readonly Diagnostic[] {
  const { errors } = error as { readonly errors?: readonly BundlerError[] }
  return (errors ?? [error as BundlerError]).map((each) => diagnostic(each, modules, file))
}

function diagnostic(
  { message, id, loc }: BundlerError,
  modules: ReadonlyMap<string, CompiledModule>,
  file: string,
): Diagnostic {
  const where = loc?.file ?? id ?? file
  const about = aboutFile(where, sentence(message))
  const map = modules.get(where)?.map
  if (loc === undefined || map == null) return loc === undefined ? about : at(about, loc.line, loc.column + 1)
  const original = originalPositionFor(new TraceMap(map as never), { line: loc.line, column: loc.column })
  return original.line === null ? about : at(about, original.line, original.column + 1)
}

function at(about: Diagnostic, line: number, column: number): Diagnostic {
  return { ...about, line, column, endLine: line, endColumn: column + 1 }
}

/** Without the code in brackets in front, and the drawing after it. */
function sentence(message: string): string {
  const [first = message] = message.split('\n')
  return first.replace(/^\[[A-Z_]+\] /, '')
}
