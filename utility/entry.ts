/**
 * What runs first in every utility process. It loads the library and waits as a spare; once assigned it maps the
 * run's segment, loads the script and does what its slot says: the script itself, a `Process`, or a pool worker.
 */
import type { ParentPort } from 'electron'
import { decode } from '../multiprocessing/encoding'
import { KeyboardInterrupt } from '../multiprocessing/errors'
import { ignoresInterrupts, setHost, tellMain } from '../multiprocessing/host'
import { logInfo } from '../multiprocessing/logging'
import { parentOf } from '../multiprocessing/parent-process'
import type { ProcessPayload } from '../multiprocessing/process-payload'
import { setImporting } from '../multiprocessing/process-state'
import { becomeChild, becomeMain, becomeUnborn, currentProcess } from '../multiprocessing/current-process'
import { attach, attached, isAttached } from '../multiprocessing/segment/attachment'
import { DAEMON, SLOT } from '../multiprocessing/segment/layout'
import { operatingSystem } from '../multiprocessing/segment/operating-system'
import { Segment } from '../multiprocessing/segment/segment'
import { readName, readSlot, slotAt } from '../multiprocessing/segment/slots'
import { breakWaits, interruptWaits, isInterrupted, onInterrupt } from '../multiprocessing/segment/waiting'
import type { Assignment, FromProcess, ToProcess } from '../protocol/control'
import { endProcess, endWithError, onExit } from './ending'
import { isStill, noteResting, untilIdle } from './idleness'
import { openOutput } from './output'
import { rehearse } from './rehearsal'
import { loadScript, setImport } from './script'
import { installStackMapping } from './stack'

/** What `boot.ts` does for this bundle. */
export interface Boot {
  keepCompiled(): void
  importModule(name: string): Promise<Record<string, unknown>>
}

/** Electron's channel to main; in a utility process it is always there. */
const port = (process as unknown as { parentPort: ParentPort }).parentPort

setHost((message: FromProcess) => port.postMessage(message))
installStackMapping()
onInterrupt(() => new KeyboardInterrupt('interrupted'))
process.on('uncaughtException', (error) => void endWithError(error))
process.on('unhandledRejection', (error) => void endWithError(error))
process.on('SIGINT', () => {
  if (process.listenerCount('SIGINT') === 1) interrupted()
})

port.on('message', ({ data }: { data: ToProcess }) => {
  switch (data.type) {
    case 'assign':
      clearTimeout(rehearsal)
      void assigned(data)
      return
    case 'interrupt':
      if (isInterrupted()) interrupted()
      return
    case 'probe':
      void isStill().then((isIdle) => tellMain({ type: 'idle', question: data.question, isIdle }))
      return
    case 'break':
      breakWaits()
  }
})
let rehearsal: NodeJS.Timeout | undefined

/** The process is up, and can be given something to do. */
export function begin({ keepCompiled, importModule }: Boot): void {
  setImport(importModule)
  openOutput()
  operatingSystem().prepare()
  tellMain({ type: 'ready' })
  // Not at once: a process that was started cold has something better to do.
  rehearsal = setTimeout(() => {
    rehearse()
    keepCompiled()
  }, 20)
}

/** What waits rejects; a process that waits for nothing of the library ends. */
function interrupted(): void {
  if (!isAttached()) return
  if (ignoresInterrupts()) {
    const { segment, slot } = attached()
    segment.setU32(slotAt(slot) + SLOT.interrupt, 0)
  } else if (!interruptWaits()) void endWithError(new KeyboardInterrupt('interrupted'))
}

async function assigned(assignment: Assignment): Promise<void> {
  try {
    const segment = Segment.open(assignment.segment)
    attach(segment, assignment.slot)
    noteResting()
    onExit()
    process.argv.splice(1, process.argv.length, assignment.script.file, ...assignment.argv)
    process.chdir(assignment.cwd)
    const view = readSlot(segment, assignment.slot)
    const main = view.parent < 0
    // The script first: the payload may name functions and classes that it defines.
    if (main) becomeMain()
    if (!main) await loadChild(assignment, view.parent)
    if (isInterrupted()) throw new KeyboardInterrupt('interrupted')
    if (main) await loadScript(assignment.script, true)
    else {
      logInfo('child process calling self.run()')
      await currentProcess().run()
    }
    await untilIdle()
    const exitcode = Number(process.exitCode ?? 0) & 0xff
    await endProcess({ exitcode, reason: exitcode === 0 ? 'finished' : 'exit' })
  } catch (error) {
    await endWithError(error)
  }
}

async function loadChild(assignment: Assignment, parent: number): Promise<void> {
  const { segment, slot } = attached()
  const at = slotAt(slot) + SLOT.payload
  const bytes = segment.load(segment.f64(at), segment.f64(at + 8))
  segment.free(segment.f64(at), segment.f64(at + 8))
  const { flags } = readSlot(segment, slot)
  const name = readName(segment, slotAt(slot) + SLOT.name)
  becomeUnborn(name, (flags & DAEMON) !== 0, parentOf(parent))
  setImporting(true)
  await loadScript(assignment.script, false)
  setImporting(false)
  becomeChild(decode(bytes) as ProcessPayload, parentOf(parent))
  segment.setF64(at + 8, 0) // whoever looks knows now that it has all that it was given
}
