/** One set-up of a checkout at a time; the lock of a set-up that was killed is taken over. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './paths.mjs'

/** Milliseconds: a set-up that finds nothing to do is over long before, and two starts at once are no news. */
const PATIENCE = 2000
const LOOK = 20

export async function withLock(work) {
  const file = path.join(root, '.setup', 'lock')
  mkdirSync(path.dirname(file), { recursive: true })
  const start = performance.now()
  for (let told = false; !take(file);) {
    if (!told && performance.now() - start > PATIENCE) {
      told = true
      process.stderr.write('parallab: another set-up of this folder is at work; waiting for it\n')
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK))
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isAlive(file)) rmSync(file, { force: true })
    return false
  }
}

function isAlive(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
