/**
 * What runs first in a utility process of a Python script. Python has a thread of its own, which it may block; this one
 * stays free, passes messages on and ends the process.
 */
import type { ParentPort } from 'electron'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { SLOT } from '../multiprocessing/segment/layout'
import { Segment } from '../multiprocessing/segment/segment'
import { slotAt } from '../multiprocessing/segment/slots'
import type { Assignment, FromProcess, ToProcess } from '../protocol/control'
import { enableStackSwitching } from './stack-switching'
import { SIGINT, type FromWorker, type PythonWorkerData } from './thread'

const port = (process as unknown as { parentPort: ParentPort }).parentPort
/** What Pyodide asks now and then: the number of a signal, 0: none. */
const signals = new Uint8Array(new SharedArrayBuffer(4))

enableStackSwitching()

const worker = new Worker(join(__dirname, 'worker.cjs'), {
  workerData: { snapshot: process.argv[2] as string, signals } satisfies PythonWorkerData,
})
let bell: (() => void) | undefined

worker.on('message', (message: FromWorker) => {
  if (message.type === 'exit') process.exit(message.exitcode)
  else tellMain(message)
})
worker.on('error', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
  process.exit(1)
})

port.on('message', ({ data }: { data: ToProcess }) => {
  if (data.type === 'assign') assigned(data)
  if (data.type === 'interrupt') interrupt()
  worker.postMessage(data)
})

function assigned({ segment: address, slot, cwd }: Assignment): void {
  process.chdir(cwd)
  const segment = Segment.open(address)
  bell = () => {
    segment.setU32(slotAt(slot) + SLOT.interrupt, 1)
    segment.memory.post(slotAt(slot) + SLOT.syncBell)
  }
}

/** First the signal, which a computation finds, then the bell, which a wait hears. */
function interrupt(): void {
  Atomics.store(signals, 0, SIGINT)
  bell?.()
}

function tellMain(message: FromProcess): void {
  port.postMessage(message)
}
