/** What a run, and the runs of a comparison, tell of themselves. */
export const running = {
  noDeadlock: (number: number) => `There is no deadlock ${number} any more.`,
  nobodyGivesUp: 'Nobody in this deadlock can be told to give up; the run can be stopped.',
  noProcess: (times: number) => `No process can be started: ${times} in a row ended before they were up.`,
  closing: 'the lab is closing',
  /** Why a run of a comparison does not count, or is to be doubted. */
  repeat: {
    tooLong: (seconds: number) => `It took longer than ${seconds} s and was stopped.`,
    stopped: 'It was stopped.',
    /** @param lines that it wrote at last, or `''` */
    failed: (exitcode: number, lines: string) =>
      `It ended with exit code ${exitcode}${lines === '' ? '.' : `; the last that it wrote: ${lines}`}`,
    otherPrograms: (share: string) => `Other programs used ${share} of the processors' time.`,
    slowClock: (share: string) => `The processors ran at ${share} of the clock that they had in other repeats.`,
  },
  manyCalls: (calls: number, kept: number) => `A run has ${calls} map calls; figures of the first ${kept} are kept.`,
  linuxOnly: (platform: string) =>
    `A run's CPU time is counted on Linux only; on ${platform} nothing can be compared yet.`,
}
