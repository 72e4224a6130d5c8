/** A script that maps, in tasks of a few milliseconds, until it is stopped: there are more of them than anybody waits for. */
export const ENDLESS = `
  import { Pool } from 'multiprocessing'
  function spin(_n: number) {
    const until = performance.now() + 5
    while (performance.now() < until);
  }
  if (import.meta.main) await new Pool().map(spin, Array.from({ length: 1_000_000 }, (_, i) => i), 1)
`
