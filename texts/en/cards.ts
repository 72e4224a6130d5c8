/** Cards that explain what just happened, and what CPython would do. */
import { keysOf } from '../keys'

/** A card's sentence, and what "Why?" adds to it. */
const explanations = {
  'change-lost': {
    says: ({ function: name, variable, process }: Lost) =>
      `${name} runs in ${process}, which has its own ${variable}: what it changes there is lost for the script.`,
    why: 'Processes share no variables. Each loads the script for itself, and a function takes copies of what it captures along. Give the result back with return, or put it into a Queue, a shared Value or Array, or a Manager’s list.',
  },
  'change-unseen': {
    says: ({ function: name, variable, process }: Lost) =>
      `${name} runs in ${process}, where ${variable} is as the script’s first lines make it: what is assigned under import.meta.main does not come there.`,
    why: 'A child loads the script anew and leaves out what stands under if (import.meta.main), as with Python’s spawn. Pass the value as an argument, or to each worker once by the pool’s initializer.',
  },
  'argument-changed': {
    says: ({ function: name, variable, process }: Lost) =>
      `${variable} in ${process} is a copy: what ${name} changes in it does not come back.`,
    why: 'Arguments are copied on their way to another process, as pickle copies them in CPython. Return what was made of them; for one object that all change use a shared Array or a Manager’s list.',
  },
  'unlocked-update': {
    says: ({ function: name, variable }: Called & Variable) =>
      `Several processes run ${name}, and ${variable}.value is read and written there without its lock: updates get lost.`,
    why: 'Adding to a value is three steps: read it, add, write it. Between them another process may write, and one of the two is overwritten. Do it by value.update(v => v + 1), or under value.getLock(). CPython’s Value has the same trap.',
  },
  'empty-then-get': {
    says: ({ function: name, variable }: Called & Variable) =>
      `Several processes run ${name} and ask ${variable}.empty() before they take: another may take the last item in between.`,
    why: 'What empty() says is true of a moment that has passed. Whoever then calls get() waits for an item that nobody puts. Use get with a time-out, getNowait with a try around it, or for await over the queue, which ends when it is closed and drained.',
  },
  'nested-change-lost': {
    says: ({ variable, process }: Variable & Process) =>
      `What ${variable} gave ${process} is a copy: what is changed in it does not change the manager’s.`,
    why: 'A proxy sends each call to its manager, and the answer is copied back. The change is lost without a word, as in CPython. Put the changed copy back with set, let the manager change its own with update, or make the inner list or dictionary one of the manager’s, too.',
  },
  'unpicklable-error': {
    says: ({ variable, process }: Variable & Process) =>
      `An error came to ${process} as the ${variable} that it was. CPython’s pickle could not rebuild it: its constructor wants more than super() was given.`,
    why: 'Pickle keeps what an exception gave to super().__init__() and calls its class with only that. A constructor that wants more throws then, where the exception arrives: in CPython’s Pool that ends the thread that takes results, and map() waits for ever. Here an error travels as data, and no constructor runs.',
  },
  'local-function': {
    says: ({ function: name, process }: Called & Process) =>
      `${name} stands inside other code, and still it runs in ${process}. CPython’s pickle would refuse it.`,
    why: 'Pickle sends a function by its name, which only what stands at the top level of a module has: a lambda or an inner function ends with “Can’t pickle”. Here a function is sent by its place in the script, with copies of what it captures as it was when it was sent.',
  },
  'worker-lost': {
    says: ({ function: name, item, retried }: Called & { item: number; retried: boolean }) =>
      `A worker died with item ${item} of ${name} in its hands; ${retried ? 'another one does it again' : 'its place gets a WorkerLostError'}. CPython’s pool would wait for that item for ever.`,
    why: 'CPython’s Pool replaces the dead worker but knows nothing of the task that it had, so the result never comes and map() never returns. Here each worker notes what it takes: the task is begun again, once, and fails then. See Incidents for who died and why.',
  },
  /** Of Python alone, whose Pool is CPython's. */
  'task-gone': {
    says: ({ function: name, process }: Called & Process) =>
      `${process} died with a task of ${name} in its hands, and CPython’s Pool gives that to nobody else: its result never comes.`,
    why: 'The Pool starts another worker, but does not know which task the dead one had, so map() and get() wait for ever. Use get(timeout) of map_async(), or concurrent.futures.ProcessPoolExecutor, which notices such a death and raises BrokenProcessPool. See Incidents for who died and why.',
  },
  'initializer-failed': {
    says: () =>
      'The pool’s initializer threw in its workers, and the pool gave up. CPython’s would start workers for ever.',
    why: 'An initializer that throws ends its worker, CPython’s Pool starts another, that one ends as well, and no task is ever done. Here a pool gives up after one such end for each worker, and its calls get an InitializerError with the cause.',
  },
  unordered: {
    says: ({ function: name }: Called) => `Results of ${name} came in another order than their items.`,
    why: 'imapUnordered gives each result as soon as it is there, so quick items overtake slow ones, and each run may have another order. Use imap where the order counts, or return the item with its result.',
  },
  'one-failed': {
    says: ({ function: name, failed, good }: Called & { failed: string; good: string }) =>
      `${failed} of ${name} failed; ${good} were done all the same.`,
    why: 'As in CPython, an error does not stop the other tasks. map() then throws the first error and gives no results at all; imap() gives each result, and each error at its place. With { failFast: true } the first error ends the call.',
  },
  'more-workers-than-processors': {
    says: ({ workers, processors }: { workers: number; processors: number }) =>
      `${workers} workers for ${processors} ${processors === 1 ? 'processor' : 'processors'}: they take turns.`,
    why: `Where each worker computes, more of them than processors finish no sooner: each takes memory and has to wait. For tasks that mostly wait, for files or the network, more workers do help. Compare (${keysOf('compare')}) measures which number is best.`,
  },
  'no-gain': {
    says: ({ function: name, work, took }: Called & Times) =>
      `All calls of ${name} together worked for ${work}, and the pool took ${took}: a plain loop is quicker.`,
    why: 'Bringing up workers, copying items to them and results back costs more here than the work. A pool pays when a task takes much longer than to hand it out, a millisecond or more. Give a task more to do, or several items at once.',
  },
  'chunks-of-one': {
    says: ({ function: name, items, share }: Called & { items: string; share: string }) =>
      `${items} items of ${name} went out one by one; the workers spent ${share} of the time on their work.`,
    why: `Each chunk is a message to a worker and one back. With a chunksize of 1 there is one for each item, and quick tasks mostly wait for the next. A larger chunksize, or none, sends many items at once; Compare (${keysOf('compare')}) shows the best.`,
  },
  'copying-dominates': {
    says: ({ function: name, size, copying, work }: Called & { size: string; copying: string; work: string }) =>
      `To copy ${size} for ${name} took ${copying}, longer than its work (${work}).`,
    why: 'What goes to a worker is copied, and its result is copied back. Send what says where the data is, a file name or a range, in place of the data; or keep the data in a shared Array or SharedMemory, which is there in all processes.',
  },
  straggler: {
    says: ({ function: name, longest, took, idle }: Called & { longest: string; took: string; idle: string }) =>
      `One task of ${name} took ${longest} of ${took}; meanwhile the workers idled for ${idle} of their time.`,
    why: 'A call is as long as its longest task, however many workers there are. Put long items first, split them, or use a smaller chunksize so that a long one does not hold others back. The idle ends stand in the timeline.',
  },
  'process-per-item': {
    says: ({ processes }: { processes: number }) =>
      `${processes} processes were started, each for work that was over in a moment.`,
    why: 'To start a process takes far longer than a short task, and it has to load the script each time. A Pool starts its workers once and hands them one task after another.',
  },
  'child-error': {
    says: ({ process }: Process) => `${process} ended by an error, and the script goes on: its join() does not throw.`,
    why: 'An error ends its own process only; the others see the exit code 1 and the text on the console, as in CPython. Look at exitcode after join(), or use a Pool, which throws a task’s error where the result is asked for.',
  },
  'main-guard': {
    says: ({ process }: Process) =>
      `${process} ran the script from its first line, as every child does, and was to start processes itself.`,
    why: 'A child loads the script to find its functions. What starts processes at the top level would do so in every child, without end. Put it under if (import.meta.main), as Python wants if __name__ == "__main__" with spawn.',
  },
  'daemons-ended': {
    says: ({ process, daemons }: Process & { daemons: string }) =>
      `${process} ended, and ${daemons} was ended with it in the middle of its work.`,
    why: 'A daemon does not outlive the process that started it: it gets SIGTERM, without finally and without a last word, as in CPython. Join what must come to its end, or do not make it a daemon.',
  },
  'items-left': {
    says: ({ what }: { what: string }) => `At the end something lay in a queue that nobody took. ${what}`,
    why: 'Count what is put and what is taken: a sentinel for each consumer, or close() and for await. In CPython a process that has put does not end before its items are in the pipe; join() before get() may so wait for ever when they are many. Here what was put outlives its process.',
  },
  'joined-before-taken': {
    says: ({ joiner, process, what, size }: Process & { joiner: string; what: string; size: string }) =>
      `${joiner} joins ${process} before anybody has taken the ${size} that it put into ${what}. CPython would wait here for ever, unless somebody else took them.`,
    why: 'In CPython a thread writes what was put into a pipe, which holds 64 KiB; a process does not end before all is in it. Who joins it first and takes afterwards waits for ever, and so does it. Take what comes, then join. Here what was put lies in shared memory and outlives its process.',
  },
  'lock-left': {
    says: ({ what }: { what: string }) => `A lock was never given back. ${what}`,
    why: 'An error or a return between acquire() and release() leaves it locked, and the next who wants it waits for ever. Use lock.use(() => …), which gives it back whatever happens, as with does in Python.',
  },
  'lock-abandoned': {
    says: ({ process }: Process) =>
      `${process} died with a lock in its hands, and the next who wanted it has it now. In CPython it would stay locked for ever.`,
    why: 'CPython’s locks are semaphores that know no owner, so nobody can give back what a dead process has taken. Here the owner is noted, and the lock is handed on. What it guarded may be half done: in TypeScript lock.abandoned tells who died.',
  },
  'lock-twice': {
    says: ({ process, what }: Process & { what: string }) => `${process} waits for ${what}, which it holds itself.`,
    why: 'A Lock does not know that it is its holder who asks, as in CPython, where this waits for ever. An RLock does: it may be taken again by its holder, and is free when it was given back as often.',
  },
  'lock-order': {
    says: ({ processes }: { processes: string }) =>
      `${processes} hold what the other wants. CPython would wait here for ever, and say nothing.`,
    why: 'Each has taken one lock and waits for the next, in a different order. If all processes take the locks in the same order, no such circle can come about. The lab knows who holds what and names it; CPython’s locks have no owner.',
  },
  'nobody-puts': {
    says: ({ process, what }: Process & { what: string }) =>
      `${process} waits for an item of ${what}, and nobody is left who could put one.`,
    why: 'get() waits until something comes. A consumer has to know when nothing more will: put a sentinel, null for example, once for each consumer; or close() the queue and take by for await. CPython would wait here for ever.',
  },
  'barrier-short': {
    says: ({ what }: { what: string }) => `Processes wait at ${what}, and no further one will come.`,
    why: 'A barrier opens when as many wait as it was made for. One that has ended, or was never started, is never counted: make it for those who really come, or wait with a time-out, which breaks it for all. CPython would wait for ever.',
  },
  'lock-bound': {
    says: ({ what, share }: { what: string; share: string }) =>
      `${what} was held for ${share} of the time, and others waited for it all the while: they worked one at a time.`,
    why: `What is done under a lock is done by one process after the other, however many there are. Do less while holding it: compute first, and lock only to write the sum. Sharing (${keysOf('focus-sharing')}) shows who held it and for how long.`,
  },
}

interface Called {
  readonly function: string
}
interface Variable {
  readonly variable: string
}
interface Process {
  readonly process: string
}
type Lost = Called & Variable & Process
interface Times {
  readonly work: string
  readonly took: string
}

export const cards = {
  region: 'Explanations',
  setting: 'Explain what happens in a run, each thing once',
  toggle: 'Explain what happens in a run, or not',
  menu: 'Explanations',
  focus: 'Go to the explanation in sight',
  close: 'Close this explanation',
  why: 'Why?',
  line: (line: number) => `Line ${line}`,
  lesson: 'Open the lesson',
  off: 'No more explanations',
  waiting: (count: number) => (count === 1 ? '1 more' : `${count} more`),
  anonymous: 'the function',
  explanations,
  cpython: {
    title: 'What would CPython do?',
    command: 'What would CPython do here?',
    same: (name: string) => `The same: this is ${name}.`,
    better: (name: string) => `Mostly the same: this is ${name}. What is better here:`,
    onlyHere: 'It has no such thing; this is only here.',
    absent: (why: string) => `It has this; the library has not. ${why}`,
    but: (why: string) => `(${why})`,
    tests: 'Shown by tests to be the same',
    isPython:
      'This is a Python script, and what it uses is CPython’s own multiprocessing: what it does here, it does there.',
    nothing: 'Put the cursor on a name of the library, for example on Pool or on the map of pool.map, and ask again.',
  },
}
