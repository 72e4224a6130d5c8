/**
 * Functions of JavaScript as builtins of Python, for what must be quick: a number goes in and a truth comes out, and with
 * nothing to convert a call takes a tenth of one over Pyodide's bridge. CPython: `PyCFunction_NewEx` with `METH_O`.
 */

/** CPython's C API as Pyodide exports it. Objects and texts are addresses in Python's memory, which holds them for good. */
export interface PythonApi {
  readonly HEAPU32: Uint32Array
  /** @returns a function's number among those that C can point at */
  addFunction(call: (...args: number[]) => number, signature: string): number
  _memalign(alignment: number, size: number): number
  stringToNewUTF8(text: string): number
  _PyBool_FromLong(value: number): number
  _PyCFunction_NewEx(definition: number, self: number, module: number): number
  _PyImport_AddModule(name: number): number
  _PyLong_AsLong(object: number): number
  _PyObject_GetAttrString(object: number, name: number): number
  _PyObject_SetAttrString(object: number, name: number, value: number): number
}

/** The function takes one argument. */
const METH_O = 8

/**
 * Sets builtins on an object of a module.
 * @param calls get an integer. What one throws is not told: Python gets False, and asks again over the bridge
 */
export function addBuiltins(
  python: PythonApi,
  [module, object]: readonly [string, string],
  calls: Readonly<Record<string, (argument: number) => boolean>>,
): void {
  const truths = [python._PyBool_FromLong(0), python._PyBool_FromLong(1)] as const
  const text = (value: string) => python.stringToNewUTF8(value)
  const holder = python._PyObject_GetAttrString(python._PyImport_AddModule(text(module)), text(object))
  for (const [name, call] of Object.entries(calls)) {
    const method = python.addFunction((_self, argument) => {
      try {
        return truths[call(python._PyLong_AsLong(argument as number)) ? 1 : 0]
      } catch {
        return truths[0]
      }
    }, 'iii')
    const named = text(name)
    // PyMethodDef: ml_name, ml_meth, ml_flags, ml_doc
    const definition = python._memalign(4, 16)
    python.HEAPU32.set([named, method, METH_O, 0], definition >>> 2)
    python._PyObject_SetAttrString(holder, named, python._PyCFunction_NewEx(definition, 0, 0))
  }
}
