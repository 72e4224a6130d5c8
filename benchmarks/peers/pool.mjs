// pool.mjs POOL pool|pool-start|speed-up
import { report, repeated, timed } from './figure.mjs'
import { pools } from './pools.mjs'

const TASK_MS = 20
const TASKS = 64
const APPLIED = 1000

const [name, figure] = process.argv.slice(2)
const create = await pools[name]()
const measures = { pool, 'pool-start': poolStart, 'speed-up': speedUp }
await measures[figure]()
process.exit(0)

/** None of them cuts a list into chunks, so a map is as many calls. */
function map({ run }, task, items) {
  return Promise.all(items.map((item) => run(task, item)))
}

async function pool() {
  const two = create(2)
  const rate = async (count) => {
    const items = Array.from({ length: count }, (_, i) => i)
    let results = []
    const time = await timed(async () => (results = await map(two, 'square', items)))
    if (results.at(-1) !== (count - 1) ** 2) throw new Error(`a wrong result: ${results.at(-1)}`)
    return (count / time) * 1000
  }
  const applied = async () => {
    const work = async () => {
      for (let i = 0; i < APPLIED; i++) await two.run('square', i)
    }
    return ((await timed(work)) * 1000) / APPLIED
  }
  await rate(10_000)
  report('pool.map', await repeated(2, () => rate(100_000)))
  report('pool.map-single', await repeated(5, () => rate(10_000)))
  await applied()
  report('pool.apply', await repeated(5, applied))
  await two.close()
}

async function poolStart() {
  const start = async () => {
    let two
    const time = await timed(async () => {
      two = create(2)
      await two.run('square', 2)
    })
    await two.close()
    return time
  }
  await start()
  report('pool-start', await repeated(7, start))
}

async function speedUp() {
  const [one, two] = [create(1), create(2)]
  const steps = 10_000_000
  const times = []
  for (let i = 0; i < 7; i++) times.push(await one.run('burn', steps))
  const items = Array(TASKS).fill(Math.round((steps * TASK_MS) / times.sort((a, b) => a - b)[3]))
  await map(two, 'burn', items.slice(0, 12))
  const measure = async () =>
    (await timed(() => map(one, 'burn', items))) / (await timed(() => map(two, 'burn', items)))
  report('speed-up', await repeated(3, measure))
  await one.close()
  await two.close()
}
