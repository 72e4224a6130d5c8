import { EventEmitter } from 'node:events'
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
