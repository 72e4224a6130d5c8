/** What an idle process of a Python script costs: the proportional set size of four that wait. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as rest } from 'node:timers/promises'

/** @returns megabytes each */
export async function measurePythonMemory([program, args, { cwd, env }]) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  await rest(1000)
  const pids = line.split(' ')
  const memory = pids.reduce((sum, pid) => sum + pss(pid), 0) / pids.length
  await once(child, 'close')
  return { memory: [memory] }
}

function pss(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return (Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)[1]) * 1024) / 1e6
}
