/** How the page's V8 goes about it: see docs/adr/0020-the-page-compiles-late.md. */
import { app } from 'electron'

/**
 * V8 optimizes a function once it has run this many times its own length: sixteen times V8's own numbers, which are for
 * pages that run for long where nothing else wants the processors.
 */
const FLAGS = ['--invocation-count-for-maglev=6400', '--invocation-count-for-turbofan=48000']

/** Before the application is ready. It is for the page and its workers alone, not for the processes of a run. */
export function tunePageEngine(): void {
  app.commandLine.appendSwitch('js-flags', FLAGS.join(' '))
}
