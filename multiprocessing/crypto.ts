import type * as Crypto from 'node:crypto'

/** Node's `crypto`, loaded by the first who needs it: loading it costs a new process 4 ms, and a process that starts no others seldom needs it. */
export function crypto(): typeof Crypto {
  return process.getBuiltinModule('node:crypto')
}
