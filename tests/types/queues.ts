/** Queues, connections, listeners, and waiting for them. */
import type { Connection, Sentinel } from 'multiprocessing'
import { Client, JoinableQueue, Listener, Pipe, Process, Queue, SimpleQueue, wait, waitSync } from 'multiprocessing'
import { is } from './is'

is<Promise<number>>()(new Queue<number>().get())
is<number>()(new Queue<number>().getSync({ timeout: 1, block: true }))
is<number>()(new Queue<number>(3).getNowait())
is<Promise<void>>()(new Queue<number>().put(1, { timeout: 1 }))
is<Promise<string>>()(new JoinableQueue<string>().get())
is<Promise<boolean>>()(new JoinableQueue<string>().join(1))
is<Promise<Date>>()(new SimpleQueue<Date>().get())
is<Queue<unknown>>()(new Queue())
// A joinable queue is a queue.
is<Queue<string>>()(new JoinableQueue<string>() as Queue<string>)
// @ts-expect-error an item of the wrong type
void new Queue<number>().put('1')
// @ts-expect-error an item of the wrong type
new SimpleQueue<number>().putSync('1')
// @ts-expect-error only a JoinableQueue can be joined
new Queue<number>().taskDone()
// @ts-expect-error a limit that does not exist
void new Queue<number>().get({ timeoutMs: 1 })
void (async () => {
  for await (const item of new Queue<number>()) is<number>()(item)
})

const [left, right] = Pipe<number, string>()
is<[Connection<number, number>, Connection<number, number>]>()(Pipe<number>())
is<Connection<number, string>>()(left)
is<Promise<number>>()(right.recv())
is<string>()(left.recvSync(1))
is<Promise<void>>()(right.send('a'))
is<Promise<Uint8Array>>()(left.recvBytes(100))
is<Promise<boolean>>()(left.poll(null))
// @ts-expect-error a value of the other direction
void left.send('a')
// @ts-expect-error text has to be encoded to be sent as bytes
void left.sendBytes('a')
const [receiver, sender] = Pipe<number>({ duplex: false })
is<Promise<number>>()(receiver.recv())
is<Promise<void>>()(sender.send(1))

is<Promise<(Connection<number, string> | Sentinel)[]>>()(wait([left, new Process().sentinel], 1))
is<Queue<number>[]>()(waitSync([new Queue<number>()]))
// @ts-expect-error a promise, which is waited for by Promise.race
void wait([Promise.resolve(1)])

is<Promise<Connection<unknown, unknown>>>()(new Listener('name', { authkey: Buffer.from('key') }).accept())
is<Promise<Connection<unknown, unknown>>>()(Client('name'))
