/** What went wrong in a run, as the panes show it: deadlocks, incidents, laws. */
export const alarms = {
  deadlock: {
    label: 'Deadlock',
    lead: 'Deadlock.',
    breaks: (process: string) => `Break it: the wait of ${process} throws a DeadlockError.`,
    breakIt: 'Break it',
    stop: 'Stop',
    leaveIt: 'Leave it',
  },
  incidents: {
    label: 'Incidents',
    pid: (pid: number) => `pid ${pid}`,
    goTo: (place: string) => `Go to ${place}`,
    copyKeys: 'Copy as Markdown (Ctrl+C)',
    copy: 'Copy as Markdown',
    copied: 'Copied',
    task: 'Last task',
    done: 'What was done',
    lines: 'Last lines',
    noLines: 'It wrote none.',
    cpu: 'CPU',
    memory: 'Memory',
    lastSeconds: (figure: string, text: string) => `${figure} of its last ten seconds: ${text}`,
  },
  laws: { label: 'Laws of the run' },
}
