/** For tests: programs drawn by lot, those that cannot lock up and those that may. */

/** What a simulated process does next; objects are numbers. */
export type Step =
  | {
      readonly act: 'acquire' | 'release' | 'put' | 'get' | 'set' | 'await' | 'meet' | 'up' | 'down'
      readonly object: number
    }
  | { readonly act: 'join'; readonly process: number }

export interface Program {
  /** The steps of each process; the first is the script itself. */
  readonly processes: readonly (readonly Step[])[]
  readonly things: readonly Made[]
}

/** A thing as it is made. */
interface Made {
  readonly kind: 'Lock' | 'Queue' | 'Semaphore' | 'Event' | 'Barrier'
  readonly limit: number
  readonly depth: number
}

/** Workers besides the script; each program has all of these things. */
export const WORKERS = 4
const LOCKS = 4
const SEMAPHORES = 2
const EVENTS = 3
const QUEUES = 4
const BOUNDED = 2
const ROOM = 2
const UNITS = 2

const FIRST = { lock: 0, semaphore: LOCKS, event: LOCKS + SEMAPHORES, queue: LOCKS + SEMAPHORES + EVENTS } as const
const FIRST_BOUNDED = FIRST.queue + QUEUES
const BARRIER = FIRST_BOUNDED + BOUNDED

export const THINGS: Program['things'] = [
  ...many<Made>(LOCKS, { kind: 'Lock', limit: 0, depth: 0 }),
  ...many<Made>(SEMAPHORES, { kind: 'Semaphore', limit: UNITS, depth: UNITS }),
  ...many<Made>(EVENTS, { kind: 'Event', limit: 0, depth: 0 }),
  ...many<Made>(QUEUES, { kind: 'Queue', limit: 0, depth: 0 }),
  ...many<Made>(BOUNDED, { kind: 'Queue', limit: ROOM, depth: 0 }),
  { kind: 'Barrier', limit: WORKERS, depth: 0 },
]

/**
 * A program that comes to its end however it is scheduled: locks and semaphores are taken in one order, who waits for an
 * item or an event holds none and waits for workers before it only, a queue with a bound has a taker who does nothing else,
 * and between two rounds all workers meet.
 */
export function correctProgram(random: () => number): Program {
  const workers = Array.from({ length: WORKERS }, (): Step[] => [])
  const events = shuffled(EVENTS, random).map((event) => FIRST.event + event)
  const rounds = 1 + below(3, random)
  for (let round = 0; round < rounds; round++) {
    const bounded = below(3, random) === 0
    if (bounded) for (let pair = 0; pair < BOUNDED; pair++) pass(workers, pair, random)
    else for (let i = 0; i < 6; i++) oneAct(workers, events, random)
    for (const steps of workers) steps.push({ act: 'meet', object: BARRIER })
  }
  return {
    processes: [[...workers.keys()].map((worker) => ({ act: 'join', process: worker + 1 })), ...workers],
    things: THINGS,
  }
}

/** Anything at all: most of these lock up sooner or later. */
export function anyProgram(random: () => number): Program {
  const workers = Array.from({ length: WORKERS }, () => Array.from({ length: 12 }, () => anyStep(random)))
  return {
    processes: [[...workers.keys()].map((worker) => ({ act: 'join', process: worker + 1 })), ...workers],
    things: THINGS,
  }
}

function oneAct(workers: readonly Step[][], events: number[], random: () => number): void {
  const early = below(WORKERS - 1, random)
  const late = early + 1 + below(WORKERS - 1 - early, random)
  const [giver, taker] = [workers[early], workers[late]] as [Step[], Step[]]
  switch (below(4, random)) {
    case 0: {
      const event = events.pop()
      if (event === undefined) return
      giver.push({ act: 'set', object: event })
      taker.push({ act: 'await', object: event })
      return
    }
    case 1: {
      // Each taker has a queue of its own, which nobody else takes from.
      const object = FIRST.queue + late
      giver.push(...inside(random, { act: 'put', object }))
      taker.push({ act: 'get', object })
      return
    }
    default:
      for (const steps of workers) steps.push(...inside(random))
  }
}

/** Takes some of what can be held, in order, does something, and lets go of it. */
function inside(random: () => number, ...acts: readonly Step[]): Step[] {
  const held = [...Array(LOCKS + SEMAPHORES).keys()].filter(() => below(3, random) === 0)
  const isLock = (object: number) => object < LOCKS
  return [
    ...held.map((object): Step => ({ act: isLock(object) ? 'acquire' : 'down', object })),
    ...acts,
    ...held.reverse().map((object): Step => ({ act: isLock(object) ? 'release' : 'up', object })),
  ]
}

/** One worker gives another more than fits into a queue. */
function pass(workers: readonly Step[][], pair: number, random: () => number): void {
  const items = 1 + below(3 * ROOM, random)
  const object = FIRST_BOUNDED + pair
  workers[pair * 2]?.push(...many<Step>(items, { act: 'put', object }))
  workers[pair * 2 + 1]?.push(...many<Step>(items, { act: 'get', object }))
}

function anyStep(random: () => number): Step {
  const lock = FIRST.lock + below(LOCKS, random)
  const semaphore = FIRST.semaphore + below(SEMAPHORES, random)
  const event = FIRST.event + below(EVENTS, random)
  const queue = FIRST.queue + below(QUEUES + BOUNDED, random)
  const steps: readonly Step[] = [
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
    { act: 'meet', object: BARRIER },
  ]
  return steps[below(steps.length, random)] as Step
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
