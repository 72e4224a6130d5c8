/** For tests: a scheduler that draws lots runs programs of everything that can be waited for. */
import { POOL_WORKERS, type Program, type Step } from './programs'
import type { Party, Snapshot, Thing, Wait } from './snapshot'

const KINDS = {
  acquire: 'Lock.acquire',
  put: 'Queue.put',
  get: 'Queue.get',
  receive: 'Connection.recv',
  await: 'Event.wait',
  expect: 'Condition.wait',
  meet: 'Barrier.wait',
  down: 'Semaphore.acquire',
  join: 'Process.join',
  map: 'Pool',
} as const

/** The end of a task of the pool. */
interface Done {
  readonly act: 'done'
}

export class Simulation {
  private readonly program: Program
  /** What each process has to do: a worker of the pool with every task more. */
  private readonly scripts: (Step | Done)[][]
  private readonly at: number[]
  private readonly pool: number
  /** Tasks that no worker has begun, and how many are not done; `null`: none was given. */
  private readonly tasks: (readonly Step[])[] = []
  private open: number | null = null
  private readonly depth: number[]
  private readonly owner: number[]
  /** Locks that a process has released for another one. */
  private readonly signals = new Set<number>()
  /** Processes whose steps name a thing, and the script that made it. */
  private readonly knownTo: readonly (readonly number[])[]
  /** How often each barrier has opened, and the rounds that each process has come to. */
  private readonly rounds: number[]
  private readonly come = new Map<number, number>()

  constructor(program: Program) {
    this.program = program
    this.pool = program.things.findIndex(({ kind }) => kind === 'Pool')
    this.scripts = [...program.processes.map((steps) => [...steps]), ...Array.from({ length: POOL_WORKERS }, () => [])]
    this.at = this.scripts.map(() => 0)
    this.depth = program.things.map(({ depth }) => depth)
    this.owner = program.things.map(() => -1)
    this.rounds = program.things.map(() => 0)
    this.knownTo = program.things.map((_, object) =>
      [...this.at.keys()].filter(
        (process) => process === 0 || this.isPoolWorker(process) || names(program.processes[process] ?? [], object),
      ),
    )
  }

  get hasEnded(): boolean {
    return this.at.every((_, process) => this.isOver(process))
  }

  /** Nobody can do anything. */
  get isStuck(): boolean {
    return !this.hasEnded && this.at.every((_, process) => this.isOver(process) || !this.canStep(process))
  }

  /** How far a process has come. */
  stepsOf(process: number): number {
    return this.at[process] as number
  }

  /** One process, drawn by lot among those that can, does one step. */
  step(random: () => number): void {
    const able = [...this.at.keys()].filter((process) => !this.isOver(process) && this.canStep(process))
    const process = able[Math.floor(random() * able.length)]
    if (process !== undefined) this.do(process)
  }

  /** What main would see of it. Who could go on may or may not be seen to wait yet: drawn by lot. */
  snapshot(): Snapshot {
    const parties: Party[] = [...this.at.keys()]
      .filter((process) => !this.isOver(process))
      .map((process) => ({
        process,
        name: process === 0 ? 'MainProcess' : `${this.isPoolWorker(process) ? 'PoolWorker' : 'Process'}-${process}`,
        parent: process === 0 ? null : 0,
        isWorker: this.isPoolWorker(process),
        isUnborn: false,
        waits: this.canStep(process) ? null : [this.wait(process)],
      }))
    const things = this.program.things.map(({ kind, limit }, object): Thing => ({
      object: object + 1,
      kind,
      label: `x${object}`,
      site: null,
      holders: kind === 'Lock' && this.owner[object] !== -1 ? [this.owner[object] as number] : [],
      knownTo: this.knownTo[object] as readonly number[],
      isSignal: this.signals.has(object),
      depth: kind === 'Pool' ? this.tasks.length : (this.depth[object] as number),
      limit,
      unfinished: 0,
    }))
    return { parties, things: new Map(things.map((thing) => [thing.object, thing])) }
  }

  private isPoolWorker(process: number): boolean {
    return process >= this.program.processes.length
  }

  /** The pool ends with the script. */
  private isOver(process: number): boolean {
    if (this.isPoolWorker(process)) return this.isOver(0)
    return this.at[process] === (this.scripts[process] as readonly unknown[]).length
  }

  /** `undefined`: a worker has nothing to do. */
  private next(process: number): Step | Done | undefined {
    return this.scripts[process]?.[this.at[process] as number]
  }

  private wait(process: number): Wait {
    const step = this.next(process)
    const kind = step === undefined ? 'task' : KINDS[step.act as keyof typeof KINDS]
    const object = step === undefined || !('object' in step) ? this.pool : step.object
    return {
      kind,
      object: step?.act === 'join' ? step.process : object + 1,
      site: null,
      since: this.at[process] ?? 0,
    }
  }

  private canStep(process: number): boolean {
    const step = this.next(process)
    if (step === undefined) return this.tasks.length > 0
    if (step.act === 'join') return this.isOver(step.process)
    if (step.act === 'map') return this.open === null || this.open === 0
    if (step.act === 'done') return true
    const depth = this.depth[step.object] as number
    const limit = this.program.things[step.object]?.limit ?? 0
    switch (step.act) {
      case 'acquire':
        return this.owner[step.object] === -1 || this.isOver(this.owner[step.object] as number)
      case 'put':
        return limit === 0 || depth < limit
      case 'get':
      case 'receive':
      case 'await':
      case 'expect':
      case 'down':
        return depth > 0
      case 'meet':
        return this.come.get(process) !== this.rounds[step.object]
      case 'send':
      case 'release':
      case 'set':
      case 'tell':
      case 'up':
        return true
    }
  }

  private do(process: number): void {
    const step = this.next(process)
    if (step === undefined) return void this.scripts[process]?.push(...(this.tasks.shift() ?? []), { act: 'done' })
    if (step.act === 'map' && this.open === null) {
      this.tasks.push(...step.tasks)
      this.open = step.tasks.length
      return
    }
    const object = 'object' in step ? step.object : 0
    if (step.act === 'meet') return this.meet(process, object)
    if (step.act === 'map') this.open = null
    if (step.act === 'done') this.open = (this.open ?? 0) - 1
    if (step.act === 'acquire') this.owner[object] = process
    if (step.act === 'release') this.release(process, object)
    if (step.act === 'set' || step.act === 'tell') this.depth[object] = 1
    if (step.act === 'put' || step.act === 'send' || step.act === 'up')
      this.depth[object] = (this.depth[object] as number) + 1
    if (step.act === 'get' || step.act === 'receive' || step.act === 'down')
      this.depth[object] = (this.depth[object] as number) - 1
    this.at[process] = (this.at[process] as number) + 1
  }

  private release(process: number, lock: number): void {
    const owner = this.owner[lock] as number
    if (owner !== -1 && owner !== process && !this.isOver(owner)) this.signals.add(lock)
    this.owner[lock] = -1
  }

  private meet(process: number, object: number): void {
    this.come.set(process, this.rounds[object] as number)
    this.depth[object] = (this.depth[object] as number) + 1
    if (this.depth[object] !== this.program.things[object]?.limit) return
    this.depth[object] = 0
    this.rounds[object] = (this.rounds[object] as number) + 1
    for (const other of this.at.keys()) {
      const step = this.isOver(other) ? undefined : this.next(other)
      if (step?.act !== 'meet' || step.object !== object || !this.come.has(other)) continue
      this.come.delete(other)
      this.at[other] = (this.at[other] as number) + 1
    }
  }
}

function names(steps: readonly Step[], object: number): boolean {
  return steps.some((step) => 'object' in step && step.object === object)
}
