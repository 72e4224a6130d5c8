/** What the compile step makes of a script, and what it says when it cannot. */

import type { Language } from './language'

/** The file name under which V8 knows a compiled script; its stacks name it. */
export const COMPILED = 'parallab:script'

export type Severity = 'error' | 'warning'

/** A complaint about a script. Lines and columns start at 1, as editors count them; `endColumn` is exclusive. */
export interface Diagnostic {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly severity: Severity
  /** What is wrong, and what to do, in one or two sentences. */
  readonly message: string
}

/** What a function may do that comes to nothing, or goes wrong, once it runs in another process. */
export const HAZARDS = [
  /** It changes a variable of the script that others read, and its process has a copy. */
  'change-lost',
  /** It reads a variable of the script that the script's own process alone has changed. */
  'change-unseen',
  /** It changes what it was given, a copy, and does nothing else with it. */
  'argument-changed',
  /** It reads a shared value and writes it back without a lock. */
  'unlocked-update',
  /** It takes from a queue because that was not empty a moment ago. */
  'empty-then-get',
  /** It changes a value that a manager's proxy gave, a copy, and does nothing else with it. */
  'nested-change-lost',
  /** A class of errors whose constructor wants more than it hands to `super`, which is all that pickle would keep. */
  'unpicklable-error',
] as const

/** The place of what the script's own process alone does. */
export const GUARDED = 'import.meta.main'

export interface Hazard {
  readonly hazard: (typeof HAZARDS)[number]
  /** What it does that to, as it is called in the script. */
  readonly variable: string
  /** In the function's file. */
  readonly line: number
  readonly column: number
}

/**
 * A function or class of the script that can be sent to another process, addressed by where it stands.
 * Captures are the variables of enclosing functions and blocks that it reads; they travel by value.
 */
export interface Place {
  /** `file.ts#name` for what stands at a module's top level, `file.ts:line:column` for everything else. */
  readonly id: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** The function's own name, or `''`. */
  readonly name: string
  readonly captures: readonly string[]
  /** The captures that are assigned after their declaration: such a function cannot be sent. */
  readonly reassigned: readonly string[]
  /** `this`, `arguments`, `super` or `new.target` of an enclosing function, where it is used. */
  readonly enclosing: readonly string[]
  /** It stands at its module's top level, where a name leads to it. */
  readonly isTop: boolean
  readonly hazards: readonly Hazard[]
}

/**
 * A script ready to run: `code` is the body of a strict async function with the one parameter
 * `__lab: ScriptRuntime` (see `utility/script.ts`); line 1 of `code` is line 1 of `map`.
 */
export interface CompiledScript {
  readonly language: Language
  readonly file: string
  /** Of a Python script: its text as it is. */
  readonly code: string
  /** A version 3 source map as JSON text; its sources are absolute paths, with their contents. Empty for Python. */
  readonly map: string
  readonly places: readonly Place[]
}

export type CompileResult =
  | { readonly ok: true; readonly script: CompiledScript; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] }
