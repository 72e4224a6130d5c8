/** Words that stand in many places. */
import { keysOf } from '../keys'

export const common = {
  /** As `Intl` and HTML take it: for names of months, and for who hears a page. */
  locale: 'en',
  product: 'Parallab',
  run: 'Run',
  comparing: `A comparison is going on; stop it first (${keysOf('stop')})`,
  soon: 'The first figures come in a moment.',
  done: 'Done',
  close: 'Close',
  closeLine: 'Close this line',
  withKeys: (words: string, keys: string) => `${words} (${keys})`,
}
