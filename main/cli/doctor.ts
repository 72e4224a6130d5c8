/** `parallab doctor`: what runs here, each line found out by trying. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import { app, utilityProcess } from 'electron'
import { Segment } from '../../multiprocessing/segment/segment'
import { HEAP_AT } from '../../multiprocessing/segment/layout'
import { openHistory } from '../history'
import { startCommand } from '../resources'
import { pythonEntry, utilityEntry, type UtilityEntry } from '../runs/utility-entry'

/** Seconds for a process to come up. */
const LIMIT = 30

interface Finding {
  readonly name: string
  readonly ok: boolean
  readonly text: string
}

export async function doctorCommand(): Promise<number> {
  const findings = [
    versions(),
    cores(),
    memory(),
    sharedMemory(),
    await starting('processes', utilityEntry(), 'a utility process'),
    await python(),
    await history(),
    display(),
  ]
  for (const { name, ok, text } of findings) process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(16)}${text}\n`)
  return findings.every(({ ok }) => ok) ? 0 : 1
}

function versions(): Finding {
  const { electron, chrome, node } = process.versions
  return {
    name: 'Electron',
    ok: true,
    text: `${electron} (Chromium ${chrome}, Node ${node}), Parallab ${app.getVersion()}, ${process.platform} ${process.arch}`,
  }
}

function cores(): Finding {
  return {
    name: 'processors',
    ok: true,
    text: `${os.availableParallelism()} usable of ${os.cpus().length}: ${os.cpus()[0]?.model ?? 'unknown'}`,
  }
}

function memory(): Finding {
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
  return { name: 'memory', ok: true, text: `${gib(os.freemem())} free of ${gib(os.totalmem())}` }
}

/** Makes a segment, maps it a second time, and passes a word and a mutex through it. */
function sharedMemory(): Finding {
  try {
    const segment = Segment.create(1, 0)
    const other = Segment.open(segment.memory.address)
    segment.setU32(HEAP_AT, 42)
    segment.memory.initMutex(HEAP_AT + 64)
    segment.memory.acquireMutex(HEAP_AT + 64)
    const busy = other.memory.tryMutex(HEAP_AT + 64) === null
    segment.memory.releaseMutex(HEAP_AT + 64)
    const ok = other.u32(HEAP_AT) === 42 && busy
    other.memory.unmap()
    segment.memory.unmap()
    return {
      name: 'shared memory',
      ok,
      text: ok ? 'a segment, its mutexes and semaphores work' : 'two mappings of one segment differ',
    }
  } catch (error) {
    return { name: 'shared memory', ok: false, text: (error as Error).message }
  }
}

async function python(): Promise<Finding> {
  const require = createRequire(import.meta.url)
  const { info } = require('pyodide/pyodide-lock.json') as { info: { python: string } }
  const { file, words, prepared } = pythonEntry(() => undefined)
  await prepared?.()
  const from = existsSync(words[0] as string) ? 'from a snapshot of memory' : 'without a snapshot of memory'
  return starting('Python', { file, words }, `CPython ${info.python}, ${from}:`)
}

/** @param what starts */
function starting(name: string, { file, words }: UtilityEntry, what: string): Promise<Finding> {
  const start = performance.now()
  const child = utilityProcess.fork(file, [...words], {
    serviceName: 'parallab-doctor',
    stdio: 'ignore',
  })
  return new Promise((resolve) => {
    const answer = (ok: boolean, text: string) => {
      clearTimeout(limit)
      child.kill()
      resolve({ name, ok, text: `${what} ${text}` })
    }
    const limit = setTimeout(() => answer(false, `did not start within ${LIMIT} s`), LIMIT * 1000)
    child.once('message', () => answer(true, `is up in ${(performance.now() - start).toFixed(0)} ms`))
    child.once('exit', (code) => answer(false, `ended with code ${code} at its start`))
  })
}

/** Without it everything else works. */
async function history(): Promise<Finding> {
  const said: string[] = []
  const opened = await openHistory((sentence) => said.push(sentence))
  if (opened === null) return { name: 'history', ok: false, text: said.join(' ') }
  const { entries, bytes } = opened.size()
  await opened.close()
  const found = `${entries} runs and sweeps, ${(bytes / 2 ** 20).toFixed(1)} MiB`
  return { name: 'history', ok: true, text: [found, ...said].join('. ') }
}

/** Without a display everything works but the window. */
function display(): Finding {
  if (process.platform !== 'linux') return { name: 'display', ok: true, text: 'the desktop' }
  const name = process.env['WAYLAND_DISPLAY'] ?? process.env['DISPLAY']
  if (name) return { name: 'display', ok: true, text: name }
  const hint = existsSync('/usr/bin/xvfb-run')
    ? `xvfb-run -a ${startCommand()} gives it a virtual one`
    : 'the package xvfb gives a virtual one'
  return { name: 'display', ok: true, text: `none: scripts run in the terminal, the window needs one (${hint})` }
}
