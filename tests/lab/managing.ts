/** Scripts that use managers, and say line by line what comes of it. */
import { expect } from 'vitest'
import { runScript } from './parallab'

/** What the scripts begin with: `say` prints a line, errors by name and message. */
const HEAD = `
  import * as mp from 'multiprocessing'
  import { Manager, Process, Queue, type SyncManager } from 'multiprocessing'
  import { inspect } from 'node:util'
  const say = async (what: unknown) => {
    try {
      const value = typeof what === 'function' ? await what() : await what
      console.log(typeof value === 'string' ? value : inspect(value, { breakLength: Infinity }))
    } catch (e: any) { console.log(e.name + ': ' + e.message) }
  }
  const inChild = async (target: (...args: any[]) => unknown, ...args: unknown[]) => {
    const p = new Process({ target, args })
    p.start()
    await p.join()
    return p.exitcode
  }
`

/** Runs a script and expects these lines of it, in order. */
export async function expectLines(script: string, lines: readonly (string | RegExp)[]): Promise<void> {
  const { code, stdout, stderr } = await runScript(HEAD + script)
  expect(stderr).toBe('')
  expect(stdout.trimEnd().split('\n')).toEqual(
    lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as string))),
  )
  expect(code).toBe(0)
}
