/** For tests: programs drawn by lot, those that cannot lock up and those that may. */

/** What a process does on a thing; objects are numbers. Whoever expects goes on once somebody has told, as with events. */
export interface Act {
  readonly act:
    | ('acquire' | 'release' | 'up' | 'down' | 'put' | 'get' | 'send' | 'receive')
    | ('set' | 'await' | 'tell' | 'expect' | 'meet')
  readonly object: number
}

/** What a simulated process does next. */
export type Step =
  | Act
  | { readonly act: 'join'; readonly process: number }
  /** Has a pool do these, and waits for all of them; the script alone does. */
  | { readonly act: 'map'; readonly object: number; readonly tasks: readonly (readonly Act[])[] }

export interface Program {
  /** The steps of each process; the first is the script itself. */
  readonly processes: readonly (readonly Step[])[]
  readonly things: readonly Made[]
}

/** A thing as it is made. */
interface Made {
  readonly kind: 'Lock' | 'Queue' | 'Semaphore' | 'Event' | 'Barrier' | 'Condition' | 'Pipe' | 'Pool'
  readonly limit: number
  readonly depth: number
}

/** Processes besides the script, and workers of its pool; each program has all of these things. */
export const WORKERS = 4
export const POOL_WORKERS = 2
const LOCKS = 4
const SEMAPHORES = 2
const EVENTS = 3
const QUEUES = 4
const BOUNDED = 2
const CONDITIONS = 2
const PIPES = WORKERS - 1
const ROOM = 2
const UNITS = 2

const FIRST = { lock: 0, semaphore: LOCKS, event: LOCKS + SEMAPHORES, queue: LOCKS + SEMAPHORES + EVENTS } as const
const FIRST_BOUNDED = FIRST.queue + QUEUES
const BARRIER = FIRST_BOUNDED + BOUNDED
const FIRST_CONDITION = BARRIER + 1
const FIRST_PIPE = FIRST_CONDITION + CONDITIONS
const POOL = FIRST_PIPE + PIPES

export const THINGS: Program['things'] = [
  ...many<Made>(LOCKS, { kind: 'Lock', limit: 0, depth: 0 }),
  ...many<Made>(SEMAPHORES, { kind: 'Semaphore', limit: UNITS, depth: UNITS }),
  ...many<Made>(EVENTS, { kind: 'Event', limit: 0, depth: 0 }),
  ...many<Made>(QUEUES, { kind: 'Queue', limit: 0, depth: 0 }),
  ...many<Made>(BOUNDED, { kind: 'Queue', limit: ROOM, depth: 0 }),
  { kind: 'Barrier', limit: WORKERS, depth: 0 },
  ...many<Made>(CONDITIONS, { kind: 'Condition', limit: 0, depth: 0 }),
  ...many<Made>(PIPES, { kind: 'Pipe', limit: 0, depth: 0 }),
  { kind: 'Pool', limit: POOL_WORKERS, depth: 0 },
]

/**
 * A program that comes to its end however it is scheduled: locks and semaphores are taken in one order, who waits for an
 * item, a message or an event holds none and waits for processes before it only, of which the script is the first, a queue
 * with a bound has a taker who does nothing else, the script holds nothing while its pool works, whose tasks wait for locks
 * and semaphores only, and between two rounds all workers meet.
 */
export function correctProgram(random: () => number): Program {
  const workers = Array.from({ length: WORKERS }, (): Step[] => [])
  const maps: Step[] = []
  const signals = [
    ...shuffled(EVENTS, random).map((event): Signal => ({ give: 'set', take: 'await', object: FIRST.event + event })),
    ...many(CONDITIONS, null).map((_, i): Signal => ({ give: 'tell', take: 'expect', object: FIRST_CONDITION + i })),
  ]
  const rounds = 1 + below(3, random)
  for (let round = 0; round < rounds; round++) {
    const bounded = below(3, random) === 0
    if (bounded) for (let pair = 0; pair < BOUNDED; pair++) pass(workers, pair, random)
    else for (let i = 0; i < 6; i++) oneAct(workers, signals, random)
    if (below(2, random) === 0) maps.push(oneMap(workers, bounded, random))
    for (const steps of workers) steps.push({ act: 'meet', object: BARRIER })
  }
  return {
    processes: [
      [...maps, ...[...workers.keys()].map((worker): Step => ({ act: 'join', process: worker + 1 }))],
      ...workers,
    ],
    things: THINGS,
  }
}

/** Anything at all: most of these lock up sooner or later. */
export function anyProgram(random: () => number): Program {
  const some = (steps: number) => Array.from({ length: steps }, () => anyStep(random))
  const workers = Array.from({ length: WORKERS }, () => some(12))
  const map: Step = { act: 'map', object: POOL, tasks: Array.from({ length: 1 + below(4, random) }, () => some(3)) }
  const joins = [...workers.keys()].map((worker): Step => ({ act: 'join', process: worker + 1 }))
  return {
    processes: [below(2, random) === 0 ? [map, ...joins] : joins, ...workers],
    things: THINGS,
  }
}

/** What can be waited for once. */
interface Signal {
  readonly give: 'set' | 'tell'
  readonly take: 'await' | 'expect'
  readonly object: number
}

/** Tasks for the pool; some give a worker something to take, which it does as it comes to it. */
function oneMap(workers: readonly Step[][], areBusy: boolean, random: () => number): Step {
  const tasks = Array.from({ length: 1 + below(5, random) }, () => {
    const worker = below(WORKERS, random)
    if (areBusy || below(2, random) === 0) return inside(random)
    const object = FIRST.queue + worker
    workers[worker]?.push({ act: 'get', object })
    return inside(random, { act: 'put', object })
  })
  return { act: 'map', object: POOL, tasks }
}

function oneAct(workers: readonly Step[][], signals: Signal[], random: () => number): void {
  const early = below(WORKERS - 1, random)
  const late = early + 1 + below(WORKERS - 1 - early, random)
  const [giver, taker] = [workers[early], workers[late]] as [Step[], Step[]]
  switch (below(5, random)) {
    case 0: {
      const signal = signals.splice(below(signals.length, random), 1)[0]
      if (signal === undefined) return
      giver.push({ act: signal.give, object: signal.object })
      taker.push({ act: signal.take, object: signal.object })
      return
    }
    case 1: {
      // Each taker has a queue of its own, which nobody else takes from.
      const object = FIRST.queue + late
      giver.push(...inside(random, { act: 'put', object }))
      taker.push({ act: 'get', object })
      return
    }
    case 2: {
      // As with the queues; the one before it has the other end.
      const object = FIRST_PIPE + late - 1
      workers[late - 1]?.push(...inside(random, { act: 'send', object }))
      taker.push({ act: 'receive', object })
      return
    }
    default:
      for (const steps of workers) steps.push(...inside(random))
  }
}

/** Takes some of what can be held, in order, does something, and lets go of it. */
function inside(random: () => number, ...acts: readonly Act[]): Act[] {
  const held = [...Array(LOCKS + SEMAPHORES).keys()].filter(() => below(3, random) === 0)
  const isLock = (object: number) => object < LOCKS
  return [
    ...held.map((object): Act => ({ act: isLock(object) ? 'acquire' : 'down', object })),
    ...acts,
    ...held.reverse().map((object): Act => ({ act: isLock(object) ? 'release' : 'up', object })),
  ]
}

/** One worker gives another more than fits into a queue. */
function pass(workers: readonly Step[][], pair: number, random: () => number): void {
  const items = 1 + below(3 * ROOM, random)
  const object = FIRST_BOUNDED + pair
  workers[pair * 2]?.push(...many<Step>(items, { act: 'put', object }))
  workers[pair * 2 + 1]?.push(...many<Step>(items, { act: 'get', object }))
}

function anyStep(random: () => number): Act {
  const lock = FIRST.lock + below(LOCKS, random)
  const semaphore = FIRST.semaphore + below(SEMAPHORES, random)
  const event = FIRST.event + below(EVENTS, random)
  const queue = FIRST.queue + below(QUEUES + BOUNDED, random)
  const condition = FIRST_CONDITION + below(CONDITIONS, random)
  const pipe = FIRST_PIPE + below(PIPES, random)
  const steps: readonly Act[] = [
    { act: 'acquire', object: lock },
    { act: 'acquire', object: lock },
    { act: 'release', object: lock },
    { act: 'down', object: semaphore },
    { act: 'up', object: semaphore },
    { act: 'set', object: event },
    { act: 'await', object: event },
    { act: 'put', object: queue },
    { act: 'put', object: queue },
    { act: 'get', object: queue },
    { act: 'send', object: pipe },
    { act: 'receive', object: pipe },
    { act: 'tell', object: condition },
    { act: 'expect', object: condition },
    { act: 'meet', object: BARRIER },
  ]
  return steps[below(steps.length, random)] as Act
}

function shuffled(count: number, random: () => number): number[] {
  const all = [...Array(count).keys()]
  for (let i = count - 1; i > 0; i--) {
    const j = below(i + 1, random)
    ;[all[i], all[j]] = [all[j] as number, all[i] as number]
  }
  return all
}

function below(end: number, random: () => number): number {
  return Math.floor(random() * end)
}

function many<T>(count: number, one: T): T[] {
  return Array.from({ length: count }, () => one)
}
