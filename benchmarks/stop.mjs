/** How long a run lives that is interrupted while none of its processes listens. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'

const ROUNDS = 5

/**
 * @param command of a script, how it is run; the script prints its processes' ids once they compute
 * @returns milliseconds by figure, until none of the processes is there. @throws Error when one is still there a while later
 */
export async function measureStop(command) {
  const samples = { 'stop.typescript': [], 'stop.python': [] }
  for (let round = 0; round < ROUNDS; round++) {
    samples['stop.typescript'].push(await stopped(command('stubborn.ts')))
    samples['stop.python'].push(await stopped(command('stubborn.py')))
  }
  return samples
}

async function stopped([program, args, { cwd, env }]) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] })
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data')
  const from = performance.now()
  child.kill('SIGINT')
  await once(child, 'close')
  for (const pid of said.match(/\d+/g).map(Number))
    while (isThere(pid)) {
      if (performance.now() - from > 10_000) throw new Error(`process ${pid} is left`)
      await rest(1)
    }
  return performance.now() - from
}

function isThere(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
