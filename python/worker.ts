/** Python's thread: it loads the interpreter and waits as a spare; once assigned it runs the script, or its process. */
import { existsSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { PyodideInterface } from 'pyodide'
import { KeyboardInterrupt } from '../multiprocessing/errors'
import { setHost } from '../multiprocessing/host'
import { attach, attached } from '../multiprocessing/segment/attachment'
import { HEADER, SLOT } from '../multiprocessing/segment/layout'
import { operatingSystem } from '../multiprocessing/segment/operating-system'
import { unpark } from '../multiprocessing/segment/parked'
import { Segment } from '../multiprocessing/segment/segment'
import { setSiteReader } from '../multiprocessing/segment/sites'
import { readName, readSlot, slotAt, writeExit } from '../multiprocessing/segment/slots'
import { breakWaits, interruptWaits, onInterrupt } from '../multiprocessing/segment/waiting'
import { showWaits } from '../multiprocessing/segment/waits'
import type { Diagnostic } from '../protocol/compiled'
import type { Assignment, ToProcess } from '../protocol/control'
import type { ProcessEnd } from '../protocol/run-event'
import { isStill, noteResting } from '../utility/idleness'
import { addBuiltins, type PythonApi } from './builtins'
import { interruptBuffer, type ThreadStates } from './interrupts'
import { startInterpreter } from './interpreter'
import { kernel } from './kernel'
import type { PythonMemory } from './kernel/memory'
import { LIBRARY } from './library'
import { ProcessThread } from './process-thread'
import type { FromWorker, PythonWorkerData } from './thread'

const data = workerData as PythonWorkerData
const port = parentPort as MessagePort
const post = (message: FromWorker) => port.postMessage(message)

/** The functions of `parallab_backend.main`. */
interface Main {
  attach(bridge: object): void
  rehearse(): void
  run: { callPromising(process: string, payload: Uint8Array | null): Promise<void> }
}

/** The functions of `parallab_backend.sites`. */
interface Sites {
  /** The line of the script that is at work, or that waits now, 0: none. */
  line(isWait: boolean): number
}

type Question = Extract<ToProcess, { type: 'check' }>

setHost(post)
// Promises go on waiting: the signal is the main thread's, whatever the others wait for.
onInterrupt(() => new KeyboardInterrupt('interrupted'), false)

async function begin(): Promise<void> {
  // Of an empty loop Node waits for V8's threads, of which one may wait for this one: nodejs/node#54918.
  port.ref()
  const python = await startInterpreter(data.snapshot)
  operatingSystem().prepare()
  for (const [stream, descriptor] of [
    ['setStdout', 1],
    ['setStderr', 2],
  ] as const)
    // prettier-ignore
    python[stream]({ write: (bytes: Uint8Array) => (bridge.write(descriptor, bytes), bytes.length), isatty: false })
  const module = (python as unknown as { _module: PythonMemory & PythonApi & ThreadStates })._module
  python.setInterruptBuffer(interruptBuffer(module, data.signals))
  const { bridge, builtins } = kernel(module, new ProcessThread(data, post), endProcess)
  const main = python.pyimport('parallab_backend.main') as unknown as Main
  main.attach(bridge)
  addBuiltins(module, ['parallab_backend.kernel', 'kernel'], builtins)
  const sites = python.pyimport('parallab_backend.sites') as unknown as Sites
  setSiteReader((isWait) => ({ line: sites.line(isWait), column: 1 }))
  port.on('message', (message: ToProcess) => {
    switch (message.type) {
      case 'assign':
        clearTimeout(rehearsal)
        return void assigned(python, main, message)
      case 'interrupt':
        interruptWaits()
        return bridge.interruptMain()
      case 'probe':
        return void isStill().then((isIdle) => post({ type: 'idle', question: message.question, isIdle }))
      case 'check':
        return post({ type: 'checked', question: message.question, diagnostics: check(python, message) })
      case 'line':
        return bridge.lineCame(message.text)
      case 'break':
        return breakWaits()
    }
  })
  post({ type: 'ready' })
  // Not at once: a process that was started cold has something better to do.
  const rehearsal = setTimeout(() => main.rehearse(), 20)
}

/** What the compiler says of a text. */
function check(python: PyodideInterface, { file, text }: Question): readonly Diagnostic[] {
  const compiler = python.pyimport('parallab_backend.check') as unknown as { check(text: string, file: string): string }
  return JSON.parse(compiler.check(text, file)) as Diagnostic[]
}

async function assigned(
  python: PyodideInterface,
  main: Main,
  { segment: address, slot, script, argv, cwd }: Assignment,
) {
  const segment = Segment.open(address)
  attach(segment, slot)
  noteResting()
  mount(python, [dirname(script.file), cwd, tmpdir()])
  const at = slotAt(slot) + SLOT.payload
  const isMain = readSlot(segment, slot).parent < 0
  const payload = isMain ? null : Uint8Array.from(segment.load(segment.f64(at), segment.f64(at + 8)))
  if (!isMain) segment.free(segment.f64(at), segment.f64(at + 8))
  const { pid, parent } = readSlot(segment, slot)
  const process = {
    pid,
    ppid: parent < 0 ? 0 : readSlot(segment, parent).pid,
    name: readName(segment, slotAt(slot) + SLOT.name),
    processors: segment.u32(HEADER.poolSize) || cpus().length,
    file: script.file,
    text: script.code,
    argv,
    cwd,
    temporary: tmpdir(),
  }
  await main.run.callPromising(JSON.stringify(process), payload)
}

/**
 * Folders of the machine, if they are there, under their own paths; of one inside another the outer one is enough. One
 * that would hide Python's library (`/`) is left out.
 */
function mount({ FS }: PyodideInterface, folders: readonly string[]): void {
  const holds = (folder: string, inner: string) => inner.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
  // A script that was never saved stands in none.
  const there = folders.filter((folder) => existsSync(folder) && !holds(folder, LIBRARY))
  const outer = there.filter((folder) => !there.some((other) => folder !== other && holds(other, folder)))
  for (const folder of new Set(outer)) {
    FS.mkdirTree(folder)
    // Pyodide's own `mountNodeFS` refuses /tmp and /home, where it has files of its own.
    FS.mount(FS.filesystems.NODEFS, { root: folder }, folder)
  }
}

function endProcess(end: ProcessEnd): never {
  const { segment, slot } = attached()
  writeExit(segment, slot, end)
  unpark()
  // Its threads were daemons, and what they waited for is of no interest.
  showWaits(attached(), [])
  post({ type: 'exit', exitcode: end.exitcode & 0xff })
  // No line of the script may run any more.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  throw new Error('the process has ended')
}

void begin()
