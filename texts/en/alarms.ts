/** What went wrong in a run, as the panes show it: deadlocks, incidents, laws. */
import { shown } from '../keys'

export const alarms = {
  deadlock: {
    label: 'Deadlock',
    lead: 'Deadlock.',
    breaks: (process: string) => `Break it: the wait of ${process} throws a DeadlockError.`,
    breakIt: 'Break it',
    stop: 'Stop',
    leaveIt: 'Leave it',
    /** @param how it ended @param sentence that tells who waits for whom */
    problem: (how: 'broken' | 'dissolved' | null, sentence: string) =>
      `Deadlock${how === null ? '' : `, ${how}`}: ${sentence}`,
    waitsHere: (names: string, isOne: boolean, what: string) => `${names} ${isOne ? 'waits' : 'wait'} here for ${what}`,
  },
  incidents: {
    label: 'Incidents',
    noneSoFar: 'No process of this run has come to grief so far.',
    none: 'No incident: every process of this run ended by finishing.',
    empty: 'A process that ends otherwise than by finishing gets a card here: what it did last, and why it ended.',
    omitted: (count: string) => `${count} more processes ended like that and have no card.`,
    pid: (pid: number) => `pid ${pid}`,
    goTo: (place: string) => `Go to ${place}`,
    copyKeys: `Copy as Markdown (${shown('Ctrl+C')})`,
    copy: 'Copy as Markdown',
    copied: 'Copied',
    task: 'Last task',
    done: 'What was done',
    lines: 'Last lines',
    noLines: 'It wrote none.',
    cpu: 'CPU',
    memory: 'Memory',
    endedBy: (signal: string, exitcode: number) => `ended by ${signal} (exit code ${exitcode})`,
    end: (reason: string, exitcode: number) => `${reason}, exit code ${exitcode}`,
    aTask: 'a task',
    taskOf: (name: string, items: string, attempt: number) =>
      `${name}, ${items}${attempt > 1 ? `, attempt ${attempt}` : ''}`,
    cpuAtEnd: (end: string, mean: string) => `${end} of a core at the end, ${mean} on average`,
    memoryAtEnd: (end: string, most: string) => `${end} at the end, ${most} at most`,
    /** As it is copied, to be sent to somebody. */
    report: {
      process: 'Process',
      processOf: (name: string, pid: number, script: string) => `${name} (pid ${pid}) of ${script}`,
      when: 'When',
      after: (time: string) => `${time} after the start of the run`,
      end: 'End',
      line: 'Line',
      lines: 'Its last lines:',
    },
    lastSeconds: (figure: string, text: string) => `${figure} of its last ten seconds: ${text}`,
  },
  laws: {
    label: 'Laws of the run',
    kept: {
      promises: 'promises settled',
      processes: 'no process left',
      locks: 'no lock held',
      queues: 'queues empty',
      bytes: 'bytes balanced',
    },
    broken: {
      promises: 'promises not settled',
      processes: 'processes left',
      locks: 'locks held',
      queues: 'queues not empty',
      bytes: 'bytes not balanced',
    },
  },
}
