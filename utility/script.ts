/** Loads a compiled script into this process and gives it what it imports. */
import { compileFunction } from 'node:vm'
import * as multiprocessing from '../multiprocessing'
import { registerAt, registerFactory, registerName, setPlaces } from '../multiprocessing/places'
import type { CompiledScript } from '../protocol/compiled'
import { COMPILED, useSourceMap } from './stack'

type AnyFunction = (...args: never[]) => unknown

/** The one parameter of a compiled script; the compile step writes the calls. */
export interface ScriptRuntime {
  /** `import.meta.main` */
  readonly main: boolean
  import(specifier: string): Promise<Record<string, unknown>>
  name(id: string, value: AnyFunction): void
  place(id: string, factory: (...captures: unknown[]) => AnyFunction): void
  at<F extends AnyFunction>(id: string, value: F, captures?: () => readonly unknown[]): F
}

/** Evaluates the script's module, top-level awaits included. @param main whether this is the run's first process */
export async function loadScript(script: CompiledScript, main: boolean): Promise<void> {
  setPlaces(script.places)
  useSourceMap(script.map, 1)
  const runtime: ScriptRuntime = {
    main,
    import: (specifier) =>
      specifier === 'multiprocessing' ? Promise.resolve(multiprocessing) : importBuiltin(specifier),
    name: registerName,
    place: registerFactory,
    at: registerAt,
  }
  const body = `return (async () => { "use strict";\n${script.code}\n})()`
  const run = compileFunction(body, ['__lab'], { filename: COMPILED }) as (runtime: ScriptRuntime) => Promise<void>
  await run(runtime)
}

async function importBuiltin(specifier: string): Promise<Record<string, unknown>> {
  return (await import(specifier)) as Record<string, unknown>
}
