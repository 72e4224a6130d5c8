/** What the cards explain of real runs: each thing when it has happened, and nothing that has not. */
import { expect, test } from 'vitest'
import { sentenceOf } from '../../analysis/cards/card'
import { eventsOf } from './events'
import { cardsOf } from './explained'

const PRELUDE = `
  import { Barrier, Event, Lock, Manager, Pool, Process, Queue, Value, sleep, type DictProxy } from 'multiprocessing'
  const self = (signal: NodeJS.Signals) => { process.kill(process.pid, signal); for (;;); }
  const spend = (ms: number) => { const end = performance.now() + ms; while (performance.now() < end); return ms }
  async function run(target: (...args: any[]) => unknown, ...args: unknown[]) {
    const child = new Process({ target, args })
    child.start()
    await child.join()
  }
`
/** Where the first line of a test's own code stands. */
const FIRST = PRELUDE.split('\n').length

/** The cards of a script, as `id: line`. */
async function told(text: string, ...args: string[]): Promise<string[]> {
  const cards = cardsOf(await eventsOf(`${PRELUDE}${text}`, ...args))
  return cards.map(({ id, site }) => (site === null ? id : `${id}: ${site.line - FIRST + 1}`))
}

const LIMIT = { timeout: 120_000 }

test.concurrent('copies: what is changed in another process is lost, and does not come there', LIMIT, async () => {
  const text = `const all: number[] = []
    let limit = 0
    function keep(n: number) { all.push(n) }
    function few(n: number) { return n < limit }
    function addTo(items: number[]) { items.push(4) }
    if (import.meta.main) {
      limit = 5
      await run(keep, 1)
      await run(few, 1)
      const items = [1]
      await run(addTo, items)
      await run((n: number) => n + items.length, 1)
      console.log(all, items)
    }`
  expect(await told(text)).toEqual(['change-lost: 3', 'change-unseen: 4', 'argument-changed: 5', 'local-function: 12'])
})

test.concurrent('copies: what a proxy gave is changed in another process', LIMIT, async () => {
  const text = `async function change(teams: DictProxy<string, number[]>) { (await teams.get('red'))?.push(2) }
    if (import.meta.main) {
      await using manager = Manager()
      const teams = await manager.dict<string, number[]>({ red: [1] })
      await run(change, teams)
      console.log(await teams.get('red'))
    }`
  expect(await told(text)).toEqual(['nested-change-lost: 1'])
})

test.concurrent('copies: what a proxy gave is changed; an error that CPython could not rebuild', LIMIT, async () => {
  const text = `class Refused extends Error {
      readonly code: number
      constructor(text: string, code: number) { super(text); this.code = code }
    }
    function work(n: number) { throw new Refused('no', n) }
    if (import.meta.main) {
      await using manager = Manager()
      const teams = await manager.dict<string, number[]>({ red: [1] })
      const red = await teams.get('red')
      red?.push(2)
      const pool = new Pool(1)
      await pool.apply(work, [4]).catch(({ code }) => console.log(code))
      pool.close()
      await pool.join()
    }`
  expect(await told(text)).toEqual(['nested-change-lost: 10', 'unpicklable-error: 3'])
})

test.concurrent('waits: a process is joined before what it put is taken', LIMIT, async () => {
  const text = `async function fill(jobs: Queue<Uint8Array>, bytes: number, isLost: boolean, goesOn: Event) {
      if (isLost) jobs.cancelJoinThread()
      await jobs.put(new Uint8Array(bytes))
      await goesOn.wait()
    }
    if (import.meta.main) {
      const jobs = new Queue<Uint8Array>()
      const filled = (bytes: number, isLost: boolean) => {
        const goesOn = new Event()
        const child = new Process({ target: fill, args: [jobs, bytes, isLost, goesOn] })
        child.start()
        return { join: () => { const joined = child.join(); goesOn.set(); return joined } }
      }
      const early = filled(1e6, false)
      await jobs.get()
      await early.join()
      await filled(1e6, true).join()
      await filled(1e3, false).join()
      await filled(2e6, false).join()
      for (let i = 0; i < 3; i++) await jobs.get()
    }`
  const cards = cardsOf(await eventsOf(`${PRELUDE}${text}`))
  expect(cards.map(sentenceOf)).toEqual([expect.stringMatching(/ the 2\.0\sMB that it put into queue jobs\. /)])
})

test.concurrent('several at once: an update without a lock, a queue that was not empty', LIMIT, async () => {
  const text = `const count = new Value('i', 0)
    async function add(counter: Value) { for (let i = 0; i < 9; i++) counter.value += 1 }
    async function drain(jobs: Queue<number>) { while (!jobs.empty()) await jobs.get() }
    async function addLocked(counter: Value) { await counter.update((n) => n + 1) }
    if (import.meta.main) {
      await run(add, count)
      await run(drain, new Queue())
      await run(addLocked, count)
      await run(addLocked, count)
      console.log('one at a time')
      await run(add, count)
      await run(drain, new Queue())
      const jobs = new Queue()
      await jobs.put(1)
    }`
  expect(await told(text)).toEqual(['unlocked-update: 2', 'empty-then-get: 3', 'items-left: 13'])
})

test.concurrent('pools: workers that die, throw, idle, and results in no order', LIMIT, async () => {
  const text = `const meets = (met: Barrier) => met.wait()
    const rests = (ms: number) => sleep(ms / 1000)
    function dies(n: number) { if (n === 2) self('SIGKILL'); return n }
    if (import.meta.main) {
      const pool = new Pool(2)
      const met = new Barrier(2)
      await Promise.all([pool.apply(meets, [met]), pool.apply(meets, [met])])
      for await (const _ of pool.imapUnordered(rests, [800, 10])) ;
      await pool.map(rests, [10, 10, 1500], 1)
      await pool.map(dies, [0, 1, 2], 1).catch(() => undefined)
      pool.close()
      await pool.join()
      const broken = new Pool({ processes: 1, initializer: () => { throw new Error('no') } })
      await broken.map(rests, [1]).catch(() => undefined)
    }`
  const cards = await told(text)
  expect(cards).toEqual([
    'unordered', 'straggler: 9', 'worker-lost', 'one-failed: 10', 'local-function: 13', 'initializer-failed',
  ]) // prettier-ignore
})

test.concurrent('pools: what is handed out for less than it costs', LIMIT, async () => {
  const text = `const twice = (n: number) => n * 2
    const length = (bytes: Uint8Array) => bytes.length
    if (import.meta.main) {
      const pool = new Pool(2)
      for (let i = 0; i < 5; i++) await pool.map(twice, [1, 2, 3, 4]) // a busy machine may interrupt one in its work
      await pool.map(twice, Array.from({ length: 5000 }, (_, n) => n), 1)
      await pool.map(length, Array.from({ length: 40 }, () => new Uint8Array(8e6)))
      pool.close()
      await pool.join()
    }`
  expect(await told(text)).toEqual(['no-gain: 5', 'chunks-of-one: 6', 'copying-dominates: 7'])
})

test.concurrent('processes: one for each item, errors, daemons, what lies in queues and locks', LIMIT, async () => {
  const text = `const nothing = () => undefined
    const throws = () => { throw new Error('no') }
    async function dies(lock: Lock) { await lock.acquire(); self('SIGKILL') }
    const stays = (up: Event) => { up.set(); return sleep(1000) }
    const keeps = (lock: Lock) => lock.acquire()
    if (import.meta.main) {
      await run(throws)
      const taken = new Lock()
      await run(dies, taken)
      await taken.acquire()
      taken.release()
      const left = new Lock()
      await run(keeps, left)
      for (let i = 0; i < 8; i++) await run(nothing)
      const up = new Event()
      new Process({ target: stays, args: [up], daemon: true }).start()
      await up.wait()
    }`
  const cards = await told(text)
  expect(cards.toSorted()).toEqual([
    'child-error: 2', 'daemons-ended', 'lock-abandoned', 'lock-left: 12', 'process-per-item',
  ]) // prettier-ignore
})

test.concurrent('processes: the script that starts itself', LIMIT, async () => {
  const text = `const nothing = () => undefined
    new Process({ target: nothing }).start()`
  expect(await told(text)).toEqual(['main-guard: 2'])
})

test.concurrent('waits: locks that wait for each other, for their holder, and for nobody', LIMIT, async () => {
  const text = `async function both(first: Lock, second: Lock, met: Barrier) {
      await first.use(async () => {
        await met.wait()
        await second.use(() => undefined).catch(() => undefined)
      })
    }
    if (import.meta.main) {
      const [a, b, met] = [new Lock(), new Lock(), new Barrier(2)]
      const pair = [[a, b], [b, a]].map((locks) => new Process({ target: both, args: [...locks, met] as never }))
      for (const one of pair) one.start()
      for (const one of pair) await one.join()
      await a.acquire()
      await a.acquire().catch(() => undefined)
      await new Queue().get().catch(() => undefined)
      await met.wait().catch(() => undefined)
      a.release()
    }`
  const cards = await told(text, '--break-deadlocks')
  expect(cards.map((card) => card.split(':')[0])).toEqual(['lock-order', 'lock-twice', 'nobody-puts', 'barrier-short'])
})

test.concurrent('waits: a lock under which all is done', LIMIT, async () => {
  const text = `async function work(lock: Lock, up: Barrier) {
      await up.wait()
      for (let i = 0; i < 20; i++) await lock.use(() => spend(60))
    }
    if (import.meta.main) {
      const [lock, up] = [new Lock(), new Barrier(3)]
      const all = [0, 1, 2].map(() => new Process({ target: work, args: [lock, up] }))
      for (const one of all) one.start()
      for (const one of all) await one.join()
    }`
  expect(await told(text)).toEqual(['lock-bound: 6'])
})
