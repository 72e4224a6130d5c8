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
import { Signals } from './signals'
import { enableStackSwitching } from './stack-switching'
import { SIGINT, type FromWorker, type PythonWorkerData } from './thread'

const port = (process as unknown as { parentPort: ParentPort }).parentPort
const signals = new Signals()

enableStackSwitching()

const worker = new Worker(join(__dirname, 'worker.cjs'), {
  workerData: {
    snapshot: process.argv[2] as string,
    signals: signals.buffer,
    heard: signals.heard,
  } satisfies PythonWorkerData,
})

worker.on('message', (message: FromWorker) => {
  switch (message.type) {
    case 'exit':
      return process.exit(message.exitcode)
    case 'heed':
      return signals.heed(message.signal, message.isHeeded)
    case 'tick':
      return signals.tick(message.isTicking)
    default:
      return tellMain(message)
  }
})
worker.on('error', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
  process.exit(1)
})

port.on('message', ({ data }: { data: ToProcess }) => {
  if (data.type === 'assign') assigned(data)
  if (data.type === 'interrupt') signals.raise(SIGINT)
  else worker.postMessage(data)
})

function assigned({ segment: address, slot, cwd }: Assignment): void {
  process.chdir(cwd)
  const segment = Segment.open(address)
  signals.ring = () => {
    segment.setU32(slotAt(slot) + SLOT.interrupt, 1)
    segment.memory.post(slotAt(slot) + SLOT.syncBell)
    worker.postMessage({ type: 'interrupt' } satisfies ToProcess)
  }
}

function tellMain(message: FromProcess): void {
  port.postMessage(message)
}
