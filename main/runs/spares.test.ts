import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { Spares } from './spares'

let forks = 0
/** Which processes come up, by the order of their starts. */
let comesUp: (serial: number) => boolean = () => false

vi.mock('electron', () => ({
  utilityProcess: {
    fork() {
      const child = Object.assign(new EventEmitter(), { kill: () => true })
      const isUp = comesUp(++forks)
      setImmediate(() => (isUp ? child.emit('message', { type: 'ready' }) : child.emit('exit', 1)))
      return child
    },
  },
}))

afterEach(() => {
  forks = 0
})

test(
  'where no process can be started nobody waits for ever, and who wants one is told',
  { timeout: 5_000 },
  async () => {
    comesUp = () => false
    const spares = new Spares({ file: 'entry', words: [] }, 'pipe')
    spares.keep(2)
    await spares.filled()
    await expect(spares.take()).rejects.toThrow('No process can be started: 5 in a row ended before they were up.')
    expect(forks).toBeLessThan(15)
    spares.close()
  },
)

test('one that ends before it is up is followed by another', async () => {
  comesUp = (serial) => serial % 3 === 0
  const spares = new Spares({ file: 'entry', words: [] }, 'pipe')
  spares.keep(3)
  await spares.filled()
  expect(await spares.take()).toMatchObject({ warm: true })
  spares.close()
})

test('those that are taken together are replaced when they have begun; who has taken the last one alone finds another', async () => {
  comesUp = () => true
  const spares = new Spares({ file: 'entry', words: [] }, 'pipe')
  spares.keep(2)
  await spares.filled()
  await Promise.all([spares.take(), spares.take()])
  await sleep(75)
  expect(forks).toBe(2)
  await sleep(150)
  expect(forks).toBe(4)

  await spares.take()
  await sleep(75)
  await spares.take()
  await sleep(5)
  expect(forks).toBe(5)
  spares.close()
})

test('who gives up waits no longer, and what was to come is a spare', async () => {
  comesUp = () => true
  const spares = new Spares({ file: 'entry', words: [] }, 'pipe')
  spares.keep(1)
  const unwanted = new AbortController()
  const taken = spares.take(true, unwanted.signal)
  unwanted.abort(new Error('given up'))
  await expect(taken).rejects.toThrow('given up')
  await expect(spares.take(true, unwanted.signal)).rejects.toThrow('given up')
  await spares.filled()
  expect(forks).toBe(1)
  expect(await spares.take()).toMatchObject({ warm: true })
  spares.close()
})
