/** Loads a compiled script into this process and gives it what it imports. */
import { isBuiltin } from 'node:module'
import { compileFunction } from 'node:vm'
import * as multiprocessing from '../multiprocessing'
import { nameShared, type Names } from '../multiprocessing/labels'
import { registerAt, registerFactory, registerName, setPlaces } from '../multiprocessing/places'
import { attached } from '../multiprocessing/segment/attachment'
import { SLOT } from '../multiprocessing/segment/layout'
import { now } from '../multiprocessing/segment/segment'
import { slotAt } from '../multiprocessing/segment/slots'
import { COMPILED, type CompiledScript } from '../protocol/compiled'
import { useSourceMap } from './stack'

type AnyFunction = (...args: never[]) => unknown

/** Where a function stands, and what reads its captures. */
type Captures = () => readonly unknown[]

/** The one parameter of a compiled script; the compile step writes the calls. */
export interface ScriptRuntime {
  /** `import.meta.main` */
  readonly main: boolean
  /** `import(…)` of what is not bundled */
  import(specifier: unknown): Promise<Record<string, unknown>>
  /** A function at a module's top level. */
  name<F extends AnyFunction>(id: string, value: F): F
  /** A class at a module's top level, and its methods. */
  class<F extends AnyFunction>(id: string, value: F): F
  /** How a function is made that stands anywhere else. */
  place(id: string, factory: (...captures: unknown[]) => AnyFunction): void
  /** A function that was made where it stands. */
  at<F extends AnyFunction>(id: string, value: F, captures?: Captures): F
  /** The methods of an object literal. */
  methods<T extends object>(value: T, methods: readonly (readonly [name: string, id: string, captures?: Captures])[]): T
  /** Something shared that is given to a variable, or several in a list or an object. */
  named<T>(names: Names, value: T, index?: unknown): T
}

let importModule: (name: string) => Promise<Record<string, unknown>>

/** Says how one of Node's modules is loaded. */
export function setImport(load: typeof importModule): void {
  importModule = load
}

/** Evaluates the script's module, top-level awaits included. @param main whether this is the run's first process */
export async function loadScript(script: CompiledScript, main: boolean): Promise<void> {
  setPlaces(script.places)
  useSourceMap(script.map, 1)
  const runtime: ScriptRuntime = {
    main,
    import: provide,
    name: registerFunction,
    class: registerClass,
    place: registerFactory,
    at: registerAt,
    methods: registerMethods,
    named,
  }
  const body = `return (async () => { "use strict";\n${script.code}\n})()`
  const run = compileFunction(body, ['__lab'], { filename: COMPILED }) as (runtime: ScriptRuntime) => Promise<void>
  if (main) {
    const { segment, slot } = attached()
    segment.setF64(slotAt(slot) + SLOT.begunAt, now())
  }
  await run(runtime)
}

async function provide(specifier: unknown): Promise<Record<string, unknown>> {
  const name = String(specifier)
  if (name === 'multiprocessing') return multiprocessing
  if (isBuiltin(name) && !/^electron(\/|$)/.test(name)) return importModule(name)
  throw new Error(
    `Cannot import '${name}': a name that is known only when the script runs can be one of Node's modules. Write the names of files and packages as plain text: import('./file.ts').`,
  )
}

function registerFunction<F extends AnyFunction>(id: string, value: F): F {
  registerName(id, value)
  return value
}

function registerClass<F extends AnyFunction>(id: string, value: F): F {
  registerName(id, value)
  registerMembers(id, value)
  registerMembers(`${id}.prototype`, value.prototype as object)
  return value
}

function registerMembers(id: string, holder: object): void {
  // Methods are not enumerable; a static field may hold a function that stands elsewhere.
  for (const [name, { value, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(holder)))
    if (enumerable !== true && name !== 'constructor' && name !== 'prototype' && typeof value === 'function')
      registerName(`${id}.${name}`, value as AnyFunction)
}

function registerMethods<T extends object>(value: T, methods: Parameters<ScriptRuntime['methods']>[1]): T {
  for (const [name, id, captures] of methods) {
    const method = Object.getOwnPropertyDescriptor(value, name)?.value as unknown
    if (typeof method === 'function') registerAt(id, method as AnyFunction, captures)
  }
  return value
}

function named<T>(names: Names, value: T, index?: unknown): T {
  nameShared(names, value, index)
  return value
}
