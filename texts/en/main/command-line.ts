/** The command line: its help, and what it refuses. What it is told to write stands in files of their own. */
import { INTERRUPT } from '../../keys'

/** Behind the file's name and a colon. */
const script = {
  missing: 'there is no such file',
  forbidden: 'it may not be read',
  folder: 'it is a folder',
  noFile: 'it is not a file',
  large: 'it is larger than 5 MB; is it a script?',
  noText: 'it is not UTF-8 text',
}

export const commandLine = {
  /** @param workers the most that a pool may have */
  help: (workers: number) => `parallab                              open the window (also: parallab FILE)
parallab run FILE [options] [-- ARGS] run a script in the terminal
    --pool-size N      workers that Pool() starts, 1 to ${workers} (default: one per processor)
    --chunk-size N     items in a chunk where the script names no chunksize (default: CPython's)
    --memory-limit M   MiB of shared memory, for queues and the like (default: half of the machine's)
    --timeout S        stop after so many seconds, with exit code 124
    --events FILE      write what happened, a JSON object a line
    --json             print one JSON object at the end, with the output inside
    --break-deadlocks  end each deadlock by a DeadlockError in one of its processes, where nobody watches
    --no-history       do not keep this run
    --no-measure       record no tasks, waits and locks, to see what recording costs
parallab sweep FILE [options] [-- ARGS] compare pool sizes, or chunk sizes, by running the script again and again
    --pool-sizes LIST  1,2,4 or 1-8 (default: 1 to twice the processors)
    --chunk-sizes LIST compare these instead, with --pool-size N workers
    --repeats N        runs at each size that count (default: 5)
    --warmup N         runs at each size before them that do not (default: 1)
    --timeout S        give a size up when a run takes longer
    --memory-limit M   as for run
    --json FILE        write all that was measured, and the answer
    --html FILE        write a report that needs nothing else to be read
    --csv FILE         write a row for each call of a pool in each run
    --no-history       do not keep this sweep
parallab runs [list [SEARCH] | show ID | …] what was run (parallab runs --help)
parallab lessons [list | check FOLDER | run FOLDER | …] lessons (parallab lessons --help)
parallab doctor                       what runs here
parallab --version`,
  /** What cannot be done, for exit code 2. */
  refused: {
    unknown: (command: string) =>
      `there is neither a command nor a file '${command}'; parallab --help lists what there is`,
    /** @param command `runs`, `lessons` */
    unknownVerb: (command: string, verb: string) =>
      `there is no 'parallab ${command} ${verb}'; parallab ${command} --help lists what there is`,
    whichScript: (command: string) => `which script? parallab ${command} FILE`,
    unexpected: (word: string) => `unexpected '${word}'`,
    unexpectedOfScript: (word: string) => `unexpected '${word}'; what the script is to get stands behind --`,
    badOptions: 'bad options',
    chunksOfPython: (option: string) =>
      `${option}: CPython's Pool chooses the chunks of a Python script; give its map a chunksize`,
    wholeNumber: (option: string, least: number, most: number, text: string) =>
      `${option} must be a whole number from ${least} to ${most}, not '${text}'`,
    seconds: (option: string, most: number, text: string) =>
      `${option} must be a number of seconds above 0 and at most ${most}, not '${text}'`,
    oneOf: (option: string, known: readonly string[], text: string) =>
      `${option} must be ${known.join(' or ')}, not '${text}'`,
    bothSizes: '--pool-sizes and --chunk-sizes: one is compared while the other stays; --pool-size N keeps it',
    onlyPoolSize: '--pool-size goes with --chunk-sizes; to compare pool sizes name them: --pool-sizes 1,2,4',
    script: (file: string, why: string) => `${file}: ${why}`,
    isScript: (option: string, file: string) => `${option}: ${file} is the script itself`,
    notWritable: (option: string, file: string, why: string) => `${option}: ${file} cannot be written: ${why}`,
  },
  script,
  notWhole: (option: string, file: string, why: string) => `${option}: ${file} is not whole: ${why}`,
  timedOut: (seconds: number) => `stopped after ${seconds} s (--timeout)`,
  deadlock: (sentence: string) => `deadlock: ${sentence}`,
  endDeadlock: `${INTERRUPT} stops the run; --break-deadlocks ends a deadlock by an error.`,
  nothingMeasured: 'Nothing was measured.',
  disturbed: (runs: number) => `Runs that something disturbed: ${runs}.`,
  noDisplay: (start: string) =>
    `There is no display for the window. Start it where there is one, or on a virtual one: xvfb-run -a ${start}.`,
  withoutWindow: 'Scripts run without: parallab run FILE',
  /** @param file that is shown in the window, or `null` */
  openAlready: (file: string | null) => `Parallab is open already${file === null ? '' : `; ${file} is shown there`}.`,
}
