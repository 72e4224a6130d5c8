/** Process, contexts, exits. */
import type { Sentinel } from 'multiprocessing'
import { atexit, Finalize, getContext, Process, wait, type Context } from 'multiprocessing'
import { is, text, two } from './is'

is<Process<[a: number, b: string]>>()(new Process({ target: two, args: [1, 'a'] }))
new Process({ target: two, args: [1], kwargs: 'a' as never })
new Process({ target: (n: number, _options: { unit: string }) => n, args: [5], kwargs: { unit: 'ms' } })
// @ts-expect-error args of the wrong type
new Process({ target: two, args: ['a', 1] })
// @ts-expect-error kwargs of the wrong type
new Process({ target: (n: number, _options: { unit: string }) => n, args: [5], kwargs: { unit: 5 } })
// @ts-expect-error an option that does not exist
new Process({ group: null })
is<number | null>()(new Process().exitcode)
is<Promise<Sentinel[]>>()(wait([new Process().sentinel]))

// Contexts
is<Context>()(getContext('spawn'))
is<Promise<number>>()(new (getContext('spawn').Queue)<number>().get())
is<Promise<string[]>>()(new (getContext('spawn').Pool)(2).map(text, [1]))
is<Promise<void>>()(getContext('spawn').Manager({ address: 'a' }).shutdown())
// @ts-expect-error a method that does not exist
getContext('fork')

// Exits
atexit.register(two, 1, 'a')
// @ts-expect-error an argument of the wrong type
atexit.register(two, 'a')
new Finalize(null, two, { args: [1, 'a'], exitpriority: 1 })
// @ts-expect-error arguments of the wrong type
new Finalize(null, two, { args: ['a'], exitpriority: 1 })
