/**
 * Functions of JavaScript as builtins of Python, for what must be quick: they get and give Python's own objects, and with
 * nothing to convert a call takes a tenth of one over Pyodide's bridge. CPython: `PyCFunction_NewEx` with `METH_FASTCALL`.
 */
import type { ThreadStates } from './interrupts'

/** An object of Python, or a text of C: its address in Python's memory. */
type Address = number

/** CPython's C API as Pyodide exports it. */
export interface PythonApi extends ThreadStates {
  readonly HEAPU8: Uint8Array
  /** @returns a function's number among those that C can point at */
  addFunction(call: (...args: number[]) => number, signature: string): number
  stringToNewUTF8(text: string): Address
  _memalign(alignment: number, size: number): Address
  _Py_GetConstantBorrowed(constant: number): Address
  _PyBuffer_Release(view: Address): void
  _PyBytes_AsString(bytes: Address): Address
  _PyBytes_FromStringAndSize(text: Address, length: number): Address
  _PyCFunction_NewEx(definition: Address, self: Address, module: Address): Address
  _PyImport_AddModule(name: Address): Address
  _PyLong_AsLong(object: Address): number
  _PyLong_FromLong(value: number): Address
  _PyObject_GetAttrString(object: Address, name: Address): Address
  _PyObject_GetBuffer(object: Address, view: Address, flags: number): number
  _PyObject_SetAttrString(object: Address, name: Address, value: Address): number
}

/** @returns the answer. What it throws is not told: Python gets None, and asks again over the bridge */
export type Builtin = (values: PythonValues, first: Address, second: Address) => Address

const METH_FASTCALL = 0x80
/** Of `Py_buffer`, whose first word is where the bytes are, and whose third how many. */
const PY_BUFFER = 44

/**
 * Python's values as JavaScript's, and back. What it uses of the API it has taken from there: that is an object of ten
 * thousand properties, in which looking one up takes longer than calling it.
 */
export class PythonValues {
  readonly none: Address
  /** @returns the number that an int is */
  readonly integer: (object: Address) => number
  /** @returns a new int */
  readonly number: (value: number) => Address
  /** @returns which thread of Python runs now */
  readonly thread: () => Address
  private readonly truths: readonly [Address, Address]
  private readonly python: PythonApi
  private readonly view: Address
  private memory: Uint32Array

  constructor(python: PythonApi) {
    this.python = python
    this.none = python._Py_GetConstantBorrowed(0)
    this.truths = [python._Py_GetConstantBorrowed(1), python._Py_GetConstantBorrowed(2)]
    this.integer = python._PyLong_AsLong
    this.number = python._PyLong_FromLong
    this.thread = python._PyThreadState_GetUnchecked
    this.view = python._memalign(4, PY_BUFFER)
    this.memory = python.HEAPU32
  }

  /** @returns the word that stands there */
  word(at: Address): number {
    // Memory that has grown is another buffer.
    if (this.memory.length === 0) this.memory = this.python.HEAPU32
    return this.memory[at >>> 2] as number
  }

  truth(value: boolean): Address {
    return this.truths[value ? 1 : 0]
  }

  bytes(contents: Uint8Array): Address {
    const { python } = this
    const object = python._PyBytes_FromStringAndSize(0, contents.length)
    python.HEAPU8.set(contents, python._PyBytes_AsString(object))
    return object
  }

  /** @param use gets what lies in a contiguous buffer, for as long as it runs */
  withBuffer<T>(object: Address, use: (contents: Uint8Array) => T): T {
    const { python, view } = this
    if (python._PyObject_GetBuffer(object, view, 0) !== 0) throw new TypeError('no contiguous buffer')
    try {
      const at = this.word(view)
      return use(python.HEAPU8.subarray(at, at + this.word(view + 8)))
    } finally {
      python._PyBuffer_Release(view)
    }
  }
}

/** Sets builtins on an object of a module. */
export function addBuiltins(
  python: PythonApi,
  [module, object]: readonly [string, string],
  builtins: Readonly<Record<string, Builtin>>,
): void {
  const text = (value: string) => python.stringToNewUTF8(value)
  const values = new PythonValues(python)
  const holder = python._PyObject_GetAttrString(python._PyImport_AddModule(text(module)), text(object))
  for (const [name, builtin] of Object.entries(builtins)) {
    const method = python.addFunction((_self, args) => {
      try {
        return builtin(values, values.word(args as Address), values.word((args as Address) + 4))
      } catch {
        return values.none
      }
    }, 'iiii')
    const named = text(name)
    // PyMethodDef: ml_name, ml_meth, ml_flags, ml_doc
    const definition = python._memalign(4, 16)
    python.HEAPU32.set([named, method, METH_FASTCALL, 0], definition >>> 2)
    python._PyObject_SetAttrString(holder, named, python._PyCFunction_NewEx(definition, 0, 0))
  }
}
