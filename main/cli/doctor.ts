/** `parallab doctor`: what runs here, each line found out by trying. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import { app, utilityProcess } from 'electron'
import { Segment } from '../../multiprocessing/segment/segment'
import { HEAP_AT } from '../../multiprocessing/segment/layout'
import { texts } from '../../texts/main'
import { openHistory } from '../history'
import { startCommand } from '../resources'
import { Snapshot } from '../python/snapshot'
import { pythonEntry, utilityEntry, type UtilityEntry } from '../runs/utility-entry'

const words = texts.doctor
const { names } = words
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
    await starting(names.processes, utilityEntry(), words.utilityProcess),
    await python(),
    await history(),
    display(),
  ]
  for (const { name, ok, text } of findings)
    process.stdout.write(`${(ok ? words.ok : words.failed).padEnd(4)} ${name.padEnd(16)}${text}\n`)
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
    name: names.processors,
    ok: true,
    text: words.processors(os.availableParallelism(), os.cpus().length, os.cpus()[0]?.model ?? words.unknownModel),
  }
}

function memory(): Finding {
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
  return { name: names.memory, ok: true, text: words.memory(gib(os.freemem()), gib(os.totalmem())) }
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
      name: names.sharedMemory,
      ok,
      text: ok ? words.segmentWorks : words.mappingsDiffer,
    }
  } catch (error) {
    return { name: names.sharedMemory, ok: false, text: (error as Error).message }
  }
}

async function python(): Promise<Finding> {
  const require = createRequire(import.meta.url)
  const { info } = require('pyodide/pyodide-lock.json') as { info: { python: string } }
  await new Snapshot(() => undefined).renewed()
  const entry = pythonEntry(() => undefined)
  const hasSnapshot = existsSync(entry.words[0] as string)
  return starting('Python', entry, words.python(info.python, hasSnapshot))
}

/** @param what starts */
function starting(name: string, entry: UtilityEntry, what: string): Promise<Finding> {
  const start = performance.now()
  const child = utilityProcess.fork(entry.file, [...entry.words], {
    serviceName: 'parallab-doctor',
    stdio: 'ignore',
  })
  return new Promise((resolve) => {
    const answer = (ok: boolean, text: string) => {
      clearTimeout(limit)
      child.kill()
      resolve({ name, ok, text: `${what} ${text}` })
    }
    const limit = setTimeout(() => answer(false, words.notStarted(LIMIT)), LIMIT * 1000)
    child.once('message', () => answer(true, words.up((performance.now() - start).toFixed(0))))
    child.once('exit', (code) => answer(false, words.ended(code)))
  })
}

/** Without it everything else works. */
async function history(): Promise<Finding> {
  const said: string[] = []
  const opened = await openHistory((sentence) => said.push(sentence))
  if (opened === null) return { name: names.history, ok: false, text: said.join(' ') }
  const { entries, bytes } = opened.size()
  await opened.close()
  const found = words.history(entries, `${(bytes / 2 ** 20).toFixed(1)} MiB`)
  return { name: names.history, ok: true, text: [found, ...said].join('. ') }
}

/** Without a display everything works but the window. */
function display(): Finding {
  if (process.platform !== 'linux') return { name: names.display, ok: true, text: words.desktop }
  const name = process.env['WAYLAND_DISPLAY'] ?? process.env['DISPLAY']
  if (name) return { name: names.display, ok: true, text: name }
  const hint = existsSync('/usr/bin/xvfb-run') ? words.virtual(startCommand()) : words.virtualPackage
  return { name: names.display, ok: true, text: words.noDisplay(hint) }
}
