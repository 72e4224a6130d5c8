/** Who waits for whom, in a beginner's words. */
const listed = (names: readonly string[], last: string) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`

/** What is known of a thing that is waited for. */
interface Thing {
  /** A lock that others than its holder release. */
  readonly isSignal: boolean
  readonly depth: number
  readonly limit: number
  /** Items of a JoinableQueue that are not done. */
  readonly unfinished: number
}

interface Cause {
  /** `Lock.acquire`, … */
  readonly kind: string
  readonly thing: Thing
  /** Names of those who have it, where they are not those who wait; `''`: nobody. */
  readonly holders: string
  /** Those who wait have all of it themselves. */
  readonly isTheirs: boolean
  /** Names of those who could help, without those who wait; `''`: nobody. */
  readonly others: string
  /** More than one process waits. */
  readonly isPlural: boolean
}

export const deadlock = {
  /** `A, B and C`. @param left how many more there are that are not named */
  all: (names: readonly string[], left: number) => listed(left > 0 ? [...names, `${left} more`] : names, 'and'),
  any: (names: readonly string[], left: number) => listed(left > 0 ? [...names, `${left} more`] : names, 'or'),
  numbered: (noun: string, number: number) => `${noun} number ${number}`,
  madeIn: (noun: string, line: number) => `the ${noun} made in line ${line}`,
  object: 'object',
  process: (name: string) => `process ${name}`,
  inLine: (line: number) => ` (line ${line})`,
  inLineOf: (file: string, line: number) => ` (${file}, line ${line})`,
  both: 'both',
  allOfThem: 'all of them',
  wait: (names: string, isPlural: boolean, aims: string) => `${names} ${isPlural ? 'wait' : 'waits'} ${aims}`,
  /** Of one process that waits for several things. */
  aims: (aims: readonly string[]) => aims.join(' and '),
  /** The same, each with its cause. */
  causes: (aims: readonly string[]) => aims.join(', and '),
  sentences: (sentences: readonly string[]) => sentences.map((sentence) => `${sentence}.`).join(' '),
  /** From what is waited for to who waits next. @param isName it was named last */
  link: (isName: boolean, isPlural: boolean) =>
    isName ? (isPlural ? ', who wait' : ', which waits') : isPlural ? ', and they wait' : ', and it waits',
  rescue: (names: string, locks: string) => `Only ${names} could help, by releasing ${locks} for its holder`,
  purpose,
  because,
}

/** What is waited for. @param target the name of the process that is joined, or of a thing */
function purpose(kind: string, target: string): string {
  switch (kind) {
    case 'Process.join':
      return `for ${target} to end`
    case 'Queue.get':
      return `for an item of ${target}`
    case 'Queue.put':
    case 'Connection.send':
      return `for room in ${target}`
    case 'JoinableQueue.join':
      return `for all items of ${target} to be done`
    case 'Connection.recv':
      return `for a message from ${target}`
    case 'Barrier.wait':
      return `at ${target}`
    case 'Pool':
      return `for results of ${target}`
    case 'task':
      return `for a task of ${target}`
    default:
      return `for ${target}`
  }
}

/** The clause behind what is waited for, that leads on to those who could help; `''`: nothing is to be said. */
function because({ kind, thing, holders, isTheirs, others, isPlural }: Cause): string {
  const only = (verb: string, nobody: string) =>
    others === '' ? `, and nobody else could ${nobody}` : `, which only ${others} could ${verb}`
  switch (kind) {
    case 'Lock.acquire':
    case 'RLock.acquire':
      if (isTheirs) return ', which it holds itself'
      return thing.isSignal ? only('release', 'release it') : `, held by ${holders}`
    case 'Semaphore.acquire':
    case 'BoundedSemaphore.acquire':
      if (isTheirs) return isPlural ? ', whose units they hold themselves' : ', whose units it holds itself'
      return holders === '' ? only('release', 'release it') : `, held by ${holders}`
    case 'Queue.get':
      return only('put into', 'put anything into it')
    case 'Queue.put':
      return only('take from', 'take anything from it')
    case 'JoinableQueue.join': {
      const [undone, it] = thing.unfinished === 1 ? ['1 is not', 'it'] : [`${thing.unfinished} are not`, 'them']
      return `, of which ${undone}, and ${others === '' ? 'nobody else' : `only ${others}`} could call taskDone() for ${it}`
    }
    case 'Connection.recv':
      return only('send through', 'send one')
    case 'Connection.send':
      return only('receive from', 'receive from it')
    case 'Event.wait':
      return only('set', 'set it')
    case 'Condition.wait':
      return only('notify', 'notify it')
    case 'Barrier.wait': {
      const come = `${thing.depth} ${thing.depth === 1 ? 'has' : 'have'} come`
      return `, which waits for ${thing.limit}: ${come}, and ${others === '' ? 'nobody else knows it' : `only ${others} could come too`}`
    }
    case 'Pool': {
      const tasks = `${thing.depth} ${thing.depth === 1 ? 'task waits' : 'tasks wait'}`
      const open = thing.depth === 0 ? '' : `, while ${tasks} for a free worker`
      // As when a worker of CPython's Pool died with a task in its hands.
      if (others === '' && open === '') return ', which nobody works on any more'
      return others === '' ? open : `, which only ${others} could give${open}`
    }
    case 'task':
      return others === '' ? '' : `, which only ${others} could give`
    default:
      return ''
  }
}
