// Listener and Client, and wait().
import { AuthenticationError, Client, Listener, Pipe, Process, Queue, sleep, wait, type Connection } from 'multiprocessing' // prettier-ignore
import { behaviours, thrown } from './behaviour'

const { same, absent } = behaviours('listeners', '_TestListener', 'Listener Client ClientSync')
const waiting = behaviours('wait', 'TestWait', 'wait waitSync')

async function greets(address: string): Promise<void> {
  const end = await Client<string>(address)
  await end.send('hello')
  end.close()
}

async function counts(end: Connection<unknown>, n: number): Promise<void> {
  for (let i = 0; i < 10; i++) await end.send([i, n])
}

async function listens(door: Connection<unknown>): Promise<void> {
  using listener = new Listener()
  await door.send(listener.address)
  const end = await listener.accept()
  await door.send(end)
  end.close()
  await door.recv()
}

async function calls(door: Connection<unknown>): Promise<void> {
  const [address, message] = (await door.recv()) as [string, string]
  using client = await Client<string>(address)
  await client.send(message.toUpperCase())
}

async function ends(go: Queue<unknown>): Promise<void> {
  await go.get()
}

async function main(): Promise<void> {
  await same(
    'in-use',
    'test_multiple_bind',
    'An address that somebody listens at is refused.',
    async () => {
      using listener = new Listener()
      return (await thrown(() => new Listener(listener.address))).split(':')[0]
    },
    'OSError',
  )
  await same(
    'using',
    'test_context',
    'A listener is closed at the end of its block, and of no use then.',
    async () => {
      const listener = new Listener()
      let said
      {
        using open = listener
        using client = await Client<number>(open.address)
        using end = await open.accept()
        await client.send(1729)
        said = await end.recv()
      }
      return [said, await thrown(() => listener.accept())]
    },
    [1729, 'OSError: listener is closed'],
  )
  await same(
    'client',
    '_TestListenerClient.test_listener_client',
    'A process connects by name alone.',
    async () => {
      using listener = new Listener('by name')
      const p = new Process({ target: greets, args: [listener.address] })
      void p.start()
      const end = await listener.accept()
      const said = await end.recv()
      await p.join()
      return [said, p.exitcode]
    },
    ['hello', 0],
  )
  await same(
    'gone-before-accept',
    '_TestListenerClient.test_issue14725',
    'What a client sent before it was accepted arrives, although it has ended by then.',
    async () => {
      using listener = new Listener()
      const p = new Process({ target: greets, args: [listener.address] })
      void p.start()
      await p.join()
      return (await listener.accept()).recv()
    },
    'hello',
  )
  await same(
    'poll-client',
    '_TestListenerClient.test_issue16955',
    'A client polls what the accepted end has sent.',
    async () => {
      using listener = new Listener()
      using client = await Client(listener.address)
      using end = await listener.accept()
      await end.sendBytes(Buffer.from('hello'))
      return client.poll(1)
    },
    true,
  )
  await same(
    'key',
    'OtherTest.test_deliver_challenge_auth_failure OtherTest.test_answer_challenge_auth_failure',
    'Both sides prove that they have the same key; where it differs, both learn of it.',
    async () => {
      using listener = new Listener('with a key', { authkey: Buffer.from('right') })
      const attempt = async (authkey: string) => {
        const client = Client('with a key', { authkey: Buffer.from(authkey) })
        const sides = await Promise.allSettled([listener.accept(), client])
        return sides.map((side) =>
          side.status === 'rejected' ? [side.reason instanceof AuthenticationError, side.reason.message] : 'connected',
        )
      }
      return [await attempt('wrong'), await attempt('right')]
    },
    [
      [
        [true, 'digest received was wrong'],
        [true, 'digest sent was rejected'],
      ],
      ['connected', 'connected'],
    ],
  )
  await same(
    'key-type',
    '',
    'A key that is not bytes is refused.',
    () => thrown(() => new Listener('x', { authkey: 'text' as never })),
    'TypeError: authkey should be a byte string',
  )
  await same(
    'travel',
    '_TestPicklingConnections.test_pickling',
    'An accepted connection is handed on to another process and works there.',
    async () => {
      const [listens1, inside] = Pipe()
      const [calls1, outside] = Pipe()
      const children = [
        new Process({ target: listens, args: [inside] }),
        new Process({ target: calls, args: [outside] }),
      ]
      for (const child of children) void child.start()
      await calls1.send([await listens1.recv(), 'by a listener'])
      const end = (await listens1.recv()) as Connection<string>
      const said = await end.recv()
      await listens1.send(null)
      for (const child of children) await child.join()
      return said
    },
    'BY A LISTENER',
  )
  absent(
    'families',
    'test_abstract_socket TestInvalidFamily.test_invalid_family TestInvalidFamily.test_invalid_family_win32',
    'AF_INET, AF_UNIX, AF_PIPE',
    'An address is a name in the run: there is one family, and nothing outside the run can connect.',
  )
  await waiting.same(
    'connections',
    'test_wait test_wait_slow',
    'wait() answers those connections that have something to give or have ended.',
    async () => {
      const readers = [0, 1, 2].map((n) => {
        const [reader, writer] = Pipe<unknown>(false)
        void new Process({ target: counts, args: [writer, n] }).start()
        writer.close()
        return reader
      })
      const found: unknown[] = []
      while (readers.length > 0)
        for (const reader of await wait(readers)) {
          const message = await reader.recv().catch(() => undefined)
          if (message === undefined) readers.splice(readers.indexOf(reader), 1)
          else found.push(message)
        }
      return [found.length, new Set(found.map(String)).size]
    },
    [30, 30],
  )
  await waiting.same(
    'timeout',
    'test_wait_timeout test_neg_timeout',
    'wait() answers none when the time runs out, at once when there is none; then the one that is ready.',
    async () => {
      const [a, b] = Pipe<unknown>()
      const begin = performance.now()
      const none = [await wait([a, b], 0.1), await wait([a], -1)]
      const waited = performance.now() - begin >= 99
      await b.send(null)
      return [none, waited, (await wait([a, b], 20)).map((end) => end === a)]
    },
    [[[], []], true, [true]],
  )
  await waiting.same(
    'sentinels',
    'test_wait_integer',
    'Connections and sentinels are waited for together.',
    async () => {
      const [a, b] = Pipe<unknown>()
      const go = new Queue<unknown>()
      const p = new Process({ target: ends, args: [go] })
      await p.start()
      const all = [a, p.sentinel, b]
      const names = ['a', 'sentinel', 'b']
      const look = async () => {
        const found = await wait(all, 20)
        return names.filter((_, i) => found.includes(all[i] as (typeof all)[number])).join()
      }
      await go.put(null)
      const seen = [await look()]
      await a.send(null)
      seen.push(await look())
      await b.send(null)
      return [...seen, await look()]
    },
    ['sentinel', 'sentinel,b', 'a,sentinel,b'],
  )
  await waiting.better(
    'queues',
    '',
    'Queues and listeners are waited for like connections.',
    'In CPython one has to reach for the private reader of a queue.',
    async () => {
      const queue = new Queue<number>()
      using listener = new Listener()
      const soon = wait([queue, listener])
      await sleep(0.01)
      await queue.put(1)
      return (await soon).map((found) => found === queue)
    },
    [true],
  )
  waiting.absent(
    'sockets',
    'test_wait_socket test_wait_socket_slow',
    'wait() over sockets',
    'Sockets are Node’s, which tells of them by events.',
  )
}

if (import.meta.main) await main()
