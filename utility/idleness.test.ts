import { spawn } from 'node:child_process'
import { open, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PENDING } from '../multiprocessing/segment/attempt'
import { unpark } from '../multiprocessing/segment/parked'
import { Player } from '../multiprocessing/segment/player'
import { Segment } from '../multiprocessing/segment/segment'
import { awaited } from '../multiprocessing/segment/waiting'
import { isStill, noteResting } from './idleness'

let isReady = false
const source = { kind: 'Queue.get', number: 1, isReady: () => isReady, withdraw: () => undefined } as const

beforeAll(() => {
  new Player(Segment.create(4, 0)).enter()
})

afterAll(() => unpark())

/** What a script can have open besides, and how it is closed. */
const OPEN: Readonly<Record<string, () => () => unknown>> = {
  'a timer': () => {
    const timer = setTimeout(() => undefined, 60_000)
    return () => clearTimeout(timer)
  },
  'an interval': () => {
    const timer = setInterval(() => undefined, 60_000)
    return () => clearInterval(timer)
  },
  'a timer that does not keep the process': () => {
    const timer = setTimeout(() => undefined, 60_000).unref()
    return () => clearTimeout(timer)
  },
  'a callback of the next turn, again and again': () => {
    let goesOn = true
    const again = () => void (goesOn && setImmediate(again))
    again()
    return () => (goesOn = false)
  },
  'a server': () => {
    const server = createServer().listen(0, '127.0.0.1')
    return () => new Promise((resolve) => server.close(resolve))
  },
  'a child process': () => {
    const child = spawn('sleep', ['60'])
    return () => {
      child.kill()
      return new Promise((resolve) => child.once('close', resolve))
    }
  },
  'a file that is being opened': () => {
    // Opening a pipe for reading waits until somebody writes.
    const path = join(tmpdir(), `parallab-idleness-${process.pid}`)
    const made = new Promise((resolve) => spawn('mkfifo', [path]).once('close', resolve))
    const opened = made.then(() => open(path, 'r'))
    return async () => {
      await made
      await writeFile(path, '')
      await (await opened).close()
      await rm(path)
    }
  },
  'a message port': () => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => undefined
    return () => {
      port1.close()
      port2.close()
    }
  },
}

test.each(Object.keys(OPEN))('a process that has %s is not still', async (name) => {
  noteResting() // what vitest has open is no part of it
  const before = await isStill()
  const close = (OPEN[name] as () => () => unknown)()
  const meanwhile = await isStill()
  await close()
  expect({ before, meanwhile }).toEqual({ before: true, meanwhile: false })
})

test('a process that waits with the library is still, whatever promises nobody keeps, and until something is there', async () => {
  noteResting()
  void new Promise(() => undefined)
  const waiting = awaited(source, () => (isReady ? true : PENDING))
  let still = false
  // The wait has just begun: its line is looked up.
  for (let i = 0; i < 100 && !still; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    still = await isStill()
  }
  isReady = true
  const then = await isStill()
  void awaited({ ...source }, () => PENDING)
  expect({ still, then, begun: await isStill() }).toEqual({ still: true, then: false, begun: false })
  void waiting
})
