/** One set-up of a folder at a time; the lock of a set-up that was killed is taken over. */
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { failed } from './progress.mjs'

/** Milliseconds: a set-up that finds nothing to do is over long before, and two starts at once are no news. */
const PATIENCE = 2000
const LOOK = 20
/** The holder shows every `BEAT` milliseconds that it lives; its number may belong to somebody else after `SILENCE`. */
const BEAT = 1000
const SILENCE = 60_000

/** @param folder what the set-up changes; the lock lies in it */
export async function withLock(folder, work) {
  const file = path.join(folder, 'lock')
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw failed(`The folder ${folder} could not be made.`, error)
  }
  const start = performance.now()
  for (let told = false; !take(file);) {
    if (!told && performance.now() - start > PATIENCE) {
      told = true
      process.stderr.write('parallab: another set-up is at work here; waiting for it\n')
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK))
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw failed(`The folder ${path.dirname(file)} could not be written.`, error)
    if (!isHeld(file)) rmSync(file, { force: true })
    return false
  }
}

function isHeld(file) {
  try {
    const holder = readFileSync(file, 'utf8')
    const silence = Date.now() - statSync(file).mtimeMs
    // Made, and not yet written.
    if (holder === '') return silence < PATIENCE
    process.kill(Number(holder), 0)
    return silence < SILENCE
  } catch (error) {
    return error.code === 'EPERM'
  }
}
