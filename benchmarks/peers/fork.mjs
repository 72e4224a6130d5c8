// fork.mjs SERIALIZATION queue|round-trip|start: child_process.fork and its channel, json or advanced
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { MIB, RATES } from './fork-child.mjs'
import { now, repeated, report, timed } from './figure.mjs'

const TRIPS = 3000

const [serialization, figure] = process.argv.slice(2)
const start = () => fork(fileURLToPath(new URL('fork-child.mjs', import.meta.url)), ['child'], { serialization })
const measures = { queue, 'round-trip': roundTrip, start: startTimes }
await measures[figure]()

async function startTimes() {
  const measure = async () => {
    const begin = now()
    const child = start()
    const [reached] = await once(child, 'message')
    child.disconnect()
    await once(child, 'exit')
    return reached - begin
  }
  await measure()
  report('start.cold', await repeated(7, measure))
}

async function queue() {
  const child = start()
  await once(child, 'message')
  const rate = (count, size) =>
    new Promise((resolve) => {
      let arrived = 0
      const begin = now()
      const take = () => {
        if (++arrived < count) return
        child.off('message', take)
        const seconds = (now() - begin) / 1000
        resolve((size === MIB ? (count * size) / 1e6 : count) / seconds)
      }
      child.on('message', take)
      child.send({ count, size })
    })
  for (const { figure, count, size } of RATES) {
    // A buffer becomes a list of numbers in JSON: 1 MiB takes a second, and would say nothing.
    if (serialization === 'json' && size === MIB) continue
    await rate(count, size)
    report(figure, await repeated(5, () => rate(count, size)))
  }
  child.disconnect()
}

async function roundTrip() {
  const child = start()
  await once(child, 'message')
  const trips = () =>
    new Promise((resolve) => {
      let done = 0
      const next = () => {
        if (++done < TRIPS) return child.send(7)
        child.off('message', next)
        return resolve()
      }
      child.on('message', next)
      child.send(7)
    })
  await trips()
  report('round-trip', await repeated(5, async () => ((await timed(trips)) * 1000) / TRIPS))
  child.disconnect()
}
