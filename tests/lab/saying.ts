/** Scripts that say what they find, one JSON value a line, so that one start of the lab checks many things. */
import { expect } from 'vitest'
import { runScript } from './parallab'

/** For scripts: `say(value)`, and `tell(act)` which says what an act gives or throws. */
const SAY = `
  const plain = (value) => typeof value === 'bigint' ? value + 'n' : value instanceof Uint8Array ? [...value] :
    Array.isArray(value) ? value.map(plain) : value
  const say = (value) => console.log(JSON.stringify(plain(value)))
  const tell = (act) => { try { say(act()) } catch (error) { say(error.name + ': ' + error.message) } }
`

/** Runs a script to its good end. @returns what it said */
export async function said(script: string, ...args: string[]): Promise<unknown[]> {
  const { code, stdout, stderr } = await runScript(SAY + script, ...args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}
