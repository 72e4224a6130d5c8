/** How a process ends: idle, by an uncaught error or by `exit()`, in CPython's order (`process._exit_function`). */
import { inspect } from 'node:util'
import type { ProcessEnd } from '../protocol/run-event'
import { KeyboardInterrupt, SystemExit } from '../multiprocessing/errors'
import { runExitHandlers, runFinalizers } from '../multiprocessing/exits'
import { tellMain } from '../multiprocessing/host'
import { logDebug, logInfo } from '../multiprocessing/logging'
import { activeChildren, currentProcess, parentProcess } from '../multiprocessing/current-process'
import { isOfScript } from '../multiprocessing/places'
import { stateOf } from '../multiprocessing/process-state'
import { attached } from '../multiprocessing/segment/attachment'
import { EXIT_WRITTEN } from '../multiprocessing/segment/layout'
import { readSlot, writeExit } from '../multiprocessing/segment/slots'
import { unpark } from '../multiprocessing/segment/parked'
import { scriptPosition, sources } from './stack'

/** Seconds that a daemon may ignore SIGTERM at its parent's end. */
const GRACE = 1

let ending = false
/** Came while the process ends: it waits for nobody any more. */
let cut: KeyboardInterrupt | undefined

/** Notes the code of a direct `process.exit`. */
export function onExit(): void {
  // Electron ends the process a moment after `exit` has returned; no line of the script may run in that moment.
  const exit = process.exit.bind(process)
  process.exit = (code) => {
    exit(code)
    for (;;);
  }
  process.on('exit', (code) => {
    const { segment, slot } = attached()
    if ((readSlot(segment, slot).flags & EXIT_WRITTEN) === 0)
      writeExit(segment, slot, { exitcode: code & 0xff, reason: 'exit' })
    unpark()
  })
}

/** Exit handlers, daemons, children, and the process ends. */
export async function endProcess(end: ProcessEnd): Promise<void> {
  ending = true
  let last = end
  try {
    await windUp()
  } catch (error) {
    // Interrupted while it waited: the children that are left end as orphans.
    process.stderr.write(`${text(error)}\n`)
    last = { exitcode: 1, reason: 'interrupted' }
  }
  if (parentProcess() !== null) logInfo('process exiting with exitcode %d', last.exitcode)
  const { segment, slot } = attached()
  writeExit(segment, slot, last)
  process.exit(last.exitcode)
}

/** CPython's order: what `atexit` registered, the first finalizers, daemons, children, the other finalizers. */
async function windUp(): Promise<void> {
  await runExitHandlers()
  logInfo('process shutting down')
  logDebug('running all "atexit" finalizers with priority >= 0')
  await runFinalizers(0)
  await endChildren()
  logDebug('running the remaining "atexit" finalizers')
  await runFinalizers()
}

async function endChildren(): Promise<void> {
  for (let children = activeChildren(); children.length > 0; children = activeChildren()) {
    const daemons = children.filter((child) => child.daemon)
    tellOf(daemons.filter((daemon) => isOfScript(stateOf(daemon).target ?? daemon.constructor)).map(({ name }) => name))
    for (const daemon of daemons) {
      logInfo('calling terminate() for daemon %s', daemon.name)
      daemon.terminate()
    }
    for (const child of children) {
      if (cut !== undefined) throw cut
      logInfo('calling join() for process %s', child.name)
      if (child.daemon) await child.join(GRACE)
      if (child.daemon && child.isAlive()) child.kill()
      await child.join()
    }
  }
}

function tellOf(daemons: readonly string[]): void {
  if (daemons.length === 0) return
  const { segment, slot } = attached()
  const { number } = readSlot(segment, slot)
  const { name } = currentProcess()
  tellMain({ type: 'event', event: { type: 'daemons-ended', process: number, name, daemons } })
}

/** What CPython does with what nobody caught: the traceback on stderr under the process's name, and code 1. */
export async function endWithError(error: unknown): Promise<void> {
  if (ending && error instanceof KeyboardInterrupt) {
    cut = error
    return
  }
  if (ending && !(error instanceof SystemExit)) {
    process.stderr.write(`${text(error)}\n`)
    return
  }
  if (ending) return
  ending = true
  if (error instanceof SystemExit) {
    if (typeof error.code === 'string') process.stderr.write(`${error.code}\n`)
    const code = typeof error.code === 'number' ? error.code & 0xff : error.code == null ? 0 : 1
    return endProcess({ exitcode: code, reason: 'exit' })
  }
  const isMain = parentProcess() === null
  process.stderr.write(`${isMain ? '' : `Process ${currentProcess().name}:\n`}${text(error)}\n`)
  const at = scriptPosition(error, sources())
  tellMain({
    type: 'uncaught',
    message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    file: at?.file ?? null,
    line: at?.line ?? 1,
    column: at?.column ?? 1,
  })
  return endProcess({ exitcode: 1, reason: error instanceof KeyboardInterrupt ? 'interrupted' : 'exception' })
}

function text(error: unknown): string {
  if (!(error instanceof Error)) return `Uncaught ${inspect(error)}`
  // Node puts errors without a stack line into brackets.
  return inspect(error, { depth: 4 }).replace(/^\[(.*)\]$/, '$1')
}
