/** A deadlock in words: who waits for what, which who has, who waits in turn. */
import { texts } from '../../texts'
import type { Snapshot } from './snapshot'
import type { Held, Rescue, Stuck } from './stuck'
import { lineOf, listed, thingName } from './words'

const words = texts.deadlock

/** Processes that wait for the same in the same place, or one that waits for several things. */
interface Group {
  readonly members: readonly Stuck[]
  readonly waits: readonly Held[]
}

export class Teller {
  private readonly snapshot: Snapshot
  private readonly isOneFile: boolean
  private readonly names: ReadonlyMap<number, string>

  /** @param isOneFile so that a line says where it is */
  constructor(snapshot: Snapshot, isOneFile: boolean) {
    this.snapshot = snapshot
    this.isOneFile = isOneFile
    this.names = new Map(snapshot.parties.map(({ process, name }) => [process, name]))
  }

  /**
   * @param core the processes that lock each other up
   * @param bystanders those that wait for them
   * @param rescue who else could help
   */
  sentence(core: readonly Stuck[], bystanders: readonly Stuck[], rescue: Rescue): string {
    const cycle = shortestCycle(core)
    const told = cycle.length > 0 ? cycle : core
    const rest = [...core, ...bystanders].filter((party) => !told.includes(party) && !isIdle(party))
    const groups = grouped(told)
    const sentences: string[] = []
    while (groups.length > 0) sentences.push(this.chain(take(groups, youngest(groups)), groups))
    for (const group of grouped(rest.sort((a, b) => a.process - b.process))) sentences.push(this.bystander(group, told))
    if (rescue.by.length > 0) sentences.push(this.rescue(rescue))
    return words.sentences(sentences)
  }

  /** What a wait is for: `lock b`, `process Worker-2`. */
  what({ kind, object }: Pick<Held, 'kind' | 'object'>): string {
    if (kind === 'Process.join') return words.process(this.names.get(object) ?? String(object))
    const thing = this.snapshot.things.get(object)
    if (thing !== undefined) return thingName(thing)
    return words.numbered(kind === 'task' ? texts.things.nouns.Pool : words.object, object)
  }

  /** `A waits for x, held by B, which waits for y, held by C …`, as long as there is one to go on with. */
  private chain(first: Group, left: Group[]): string {
    let text = this.wait(first, this.waits(first))
    for (let group = first; ;) {
      const next = this.hasOwnUnits(group) ? undefined : following(group, left)
      if (next === undefined) return text
      take(left, next)
      text += `${link(group, next)} ${this.waits(next)}`
      group = next
    }
  }

  private waits(group: Group): string {
    const { joins, others } = split(group)
    return words.causes([
      ...this.ends(joins, []),
      ...others.map((wait) => `${this.aim(wait)}${this.cause(wait, group)}`),
    ])
  }

  private bystander(group: Group, told: readonly Stuck[]): string {
    const { joins, others } = split(group)
    return this.wait(group, words.aims([...this.ends(joins, told), ...others.map((wait) => this.aim(wait))]))
  }

  /** What is said of joins, those in one line together. @param told processes that have just been named */
  private ends(joins: readonly Held[], told: readonly Stuck[]): string[] {
    const [first] = joins
    if (first === undefined) return []
    const isOnePlace = joins.every(({ site }) => site?.line === first.site?.line && site?.file === first.site?.file)
    if (!isOnePlace) return joins.map((wait) => this.aim(wait))
    return [`${words.purpose(first.kind, this.together(joins, told))}${lineOf(first.site, this.isOneFile)}`]
  }

  /** `both`, where just those two have been named. */
  private together(joins: readonly Held[], told: readonly Stuck[]): string {
    const targets = [...new Set(joins.map(({ object }) => object))]
    const isAll = targets.length === told.length && told.every(({ process }) => targets.includes(process))
    if (isAll && targets.length === 2) return words.both
    if (isAll && targets.length > 2) return words.allOfThem
    return listed(targets.map((process) => this.name(process)))
  }

  /** `Only MainProcess could help, by releasing lock a or lock b for its holder`. */
  private rescue({ by, waits }: Rescue): string {
    const locks = listed([...new Set(waits.map((wait) => this.what(wait)))], 'any')
    return words.rescue(listed(by.map((process) => this.name(process))), locks)
  }

  private wait({ members }: Group, aims: string): string {
    return words.wait(listed(members.map(({ name }) => name)), members.length > 1, aims)
  }

  private aim(wait: Held): string {
    const target = wait.kind === 'Process.join' ? this.name(wait.object) : this.what(wait)
    return `${words.purpose(wait.kind, target)}${lineOf(wait.site, this.isOneFile)}`
  }

  private cause(wait: Held, { members }: Group): string {
    const thing = this.snapshot.things.get(wait.object)
    if (wait.kind === 'Process.join' || thing === undefined) return ''
    const waiting = new Set(members.map(({ process }) => process))
    return words.because({
      kind: wait.kind,
      thing,
      holders: listed(thing.holders.map((process) => this.name(process))),
      isTheirs: thing.holders.length > 0 && thing.holders.every((holder) => waiting.has(holder)),
      others: listed(
        [...new Set(wait.helpers)].filter((helper) => !waiting.has(helper)).map((helper) => this.name(helper)),
      ),
      isPlural: members.length > 1,
    })
  }

  /** Of a semaphore it is said who has the units, not who could release others. */
  private hasOwnUnits({ waits }: Group): boolean {
    return waits.some(
      ({ kind, object }) => kind.endsWith('emaphore.acquire') && this.snapshot.things.get(object)?.holders.length !== 0,
    )
  }

  private name(process: number): string {
    return this.names.get(process) ?? words.process(String(process))
  }
}

/** A cycle in which everybody waits for one thing only, which one other only could bring about. */
export function shortestCycle(core: readonly Stuck[]): readonly Stuck[] {
  const byNumber = new Map(core.map((party) => [party.process, party]))
  const next = new Map(core.map((party) => [party, byNumber.get(onlyHelper(party) ?? -1)]))
  const seen = new Set<Stuck>()
  let shortest: Stuck[] = []
  for (const start of core) {
    const path: Stuck[] = []
    let party: Stuck | undefined = start
    for (; party !== undefined && !seen.has(party); party = next.get(party)) {
      seen.add(party)
      path.push(party)
    }
    const cycle = party === undefined || !path.includes(party) ? [] : path.slice(path.indexOf(party))
    if (cycle.length > 0 && (shortest.length === 0 || cycle.length < shortest.length)) shortest = cycle
  }
  return shortest
}

function onlyHelper({ process, waits }: Stuck): number | undefined {
  const [wait, ...more] = waits
  if (wait === undefined || more.length > 0) return undefined
  const helpers = [...new Set(wait.helpers)].filter((helper) => helper !== process || wait.helpers.length === 1)
  return helpers.length === 1 ? helpers[0] : undefined
}

/** Leaves out workers that have nothing to do: as long as nobody gives them a task they help nobody. */
export function withoutIdle(core: readonly Stuck[]): readonly Stuck[] {
  const idle = new Set(core.filter(isIdle).map(({ process }) => process))
  if (idle.size === core.length) return core
  return core
    .filter((party) => !isIdle(party))
    .map((party) => ({
      ...party,
      waits: party.waits.map((wait) => ({ ...wait, helpers: wait.helpers.filter((helper) => !idle.has(helper)) })),
    }))
}

function isIdle({ waits }: Stuck): boolean {
  return waits.every(({ kind }) => kind === 'task')
}

function split({ waits }: Group): { readonly joins: readonly Held[]; readonly others: readonly Held[] } {
  return {
    joins: waits.filter(({ kind }) => kind === 'Process.join'),
    others: waits.filter(({ kind }) => kind !== 'Process.join'),
  }
}

function grouped(parties: readonly Stuck[]): Group[] {
  const groups = new Map<string, { members: Stuck[]; waits: readonly Held[] }>()
  for (const party of parties) {
    const [wait, ...more] = party.waits
    const key =
      wait === undefined || more.length > 0 || isOwn(wait, [party])
        ? String(party.process)
        : `${wait.kind} ${wait.object} ${wait.site?.file} ${wait.site?.line}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { members: [party], waits: party.waits })
    else group.members.push(party)
  }
  return [...groups.values()]
}

/** The group of the process that was started last. */
function youngest(groups: readonly Group[]): Group {
  return groups.reduce((last, group) => (number(group) > number(last) ? group : last))
}

function number({ members }: Group): number {
  return Math.max(...members.map(({ process }) => process))
}

/** The group of exactly those who could help. */
function following({ members, waits }: Group, left: readonly Group[]): Group | undefined {
  const [wait, ...more] = waits
  if (wait === undefined || more.length > 0 || isOwn(wait, members)) return undefined
  const helpers = wait.helpers.filter((helper) => !members.some(({ process }) => process === helper))
  return left.find(
    (group) =>
      group.members.every(({ process }) => helpers.includes(process)) &&
      helpers.every((helper) => group.members.some(({ process }) => process === helper)),
  )
}

/** From what is waited for to who waits next: `held by B, which waits …`, `which only B could set, and it waits …`. */
function link({ waits }: Group, next: Group): string {
  const [wait] = waits
  const isName = wait?.kind === 'Process.join' || (isLock(wait) && wait?.helpers.length === 1)
  return words.link(isName, next.members.length > 1)
}

/** A lock that one of those who wait for it holds. */
function isOwn(wait: Held, members: readonly Stuck[]): boolean {
  return isLock(wait) && members.some(({ process }) => wait.helpers[0] === process)
}

function isLock(wait: Held | undefined): boolean {
  return wait?.kind === 'Lock.acquire' || wait?.kind === 'RLock.acquire'
}

function take(groups: Group[], group: Group): Group {
  groups.splice(groups.indexOf(group), 1)
  return group
}
