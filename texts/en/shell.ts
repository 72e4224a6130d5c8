/** The window around the panes: welcome, notices, dialogs. */
import { keysOf } from '../keys'

interface Work {
  readonly kind: 'run' | 'comparison'
  readonly script: string
}

export const shell = {
  welcome: {
    title: 'Welcome',
    heading: 'See several processes work at once',
    what: `Parallab runs a script as real processes of your system and shows, live, what each of them does: who computes, who waits, what is copied between them. The library is Python’s multiprocessing, in TypeScript; a .py file can be opened (${keysOf('open')}), too, and runs as it is.`,
    run: 'Run the example',
    runMore: (workers: number) =>
      `It stands beside this: ${workers === 1 ? 'one process counts' : `${workers} processes count`} primes. Takes a few seconds.`,
    lesson: 'Begin the first lesson',
    lessonMore: 'A page beside the editor: predict, run, and have it checked',
    gallery: 'Browse the tutorial’s listings',
    galleryMore: 'Each one ready to run, in TypeScript and in Python',
    found: 'As found on this machine',
    theme: 'Theme',
    poolSize: 'Pool size',
    processors: (count: number) =>
      count === 1 ? 'it has one processor' : `one worker for each of its ${count} processors`,
    close: 'Close for good',
    back: `Help (${keysOf('help')}) brings this back.`,
  },
  newWindow: 'New window',
  drawerHeight: 'Height of the output',
  editorWidth: 'Width of the editor',
  /** In the window's title, after the script. */
  states: { starting: 'starting', running: 'running', stopping: 'stopping', failed: 'failed' },
  withPool: (state: string, size: number) => `${state}, pool size ${size}`,
  comparing: 'comparing',
  /** Why nothing can be started here. */
  elsewhere: ({ kind, script }: Work) =>
    `A ${kind} of ${script} is going on in another window. It shares the processors: stop it there, or wait for its end.`,
  elsewhereBrief: ({ script }: Work) => `${script} runs in another window`,
  disk: {
    changed: (name: string) => `${name} was changed by another program. Saving writes over that.`,
    gone: (name: string) => `${name} is no longer there, or no longer a script. Saving writes it again.`,
    reload: 'Reload',
    keep: 'Keep mine',
  },
  drop: {
    most: (count: number) => `The first ${count} files were opened, each in a window of its own.`,
  },
}
