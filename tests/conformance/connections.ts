// Pipe and its connections.
import { Connection, Pipe, Process } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { exitcodeOf } from './children'

const { same, better, absent } = behaviours('connections', '_TestConnection', 'Connection Pipe')
const END = Buffer.from('end')
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

async function echo(end: Connection<unknown>): Promise<void> {
  for (let bytes = await end.recvBytes(); !END.equals(bytes); bytes = await end.recvBytes()) await end.sendBytes(bytes)
  end.close()
}

async function saysAll(end: Connection<unknown>, words: readonly string[]): Promise<void> {
  for (const word of words) await end.sendBytes(Buffer.from(word))
}

async function polls(end: Connection<unknown>): Promise<void> {
  await end.poll(5)
}

async function uses(end: Connection<unknown>): Promise<void> {
  const writer = (await end.recv()) as Connection<string>
  await writer.send('all is well')
  writer.close()
  const reader = (await end.recv()) as Connection<string>
  await end.send((await reader.recv()).repeat(2))
}

/** Starts a process that has the far end, which is closed here. */
function start<A extends unknown[]>(
  target: (end: Connection<unknown>, ...args: A) => unknown,
  ...args: A
): [Connection<unknown>, Process<[Connection<unknown>, ...A]>] {
  const [here, far] = Pipe()
  const child = new Process({ target, args: [far, ...args] as [Connection<unknown>, ...A] })
  void child.start()
  far.close()
  return [here, child]
}

async function main(): Promise<void> {
  await same(
    'values-and-bytes',
    'test_connection test_spawn_close',
    'Values and bytes of any size go through a pipe and come back, and the end of the other side is EOFError.',
    async () => {
      const [here, child] = start(echo)
      await here.sendBytes(Buffer.from('hello'))
      const hello = text(await here.recvBytes())
      await here.send([1, 2.25, null])
      const value = await here.recv()
      const big = Buffer.alloc(16 << 20, 'X')
      await here.sendBytes(big)
      const same = Buffer.compare(await here.recvBytes(), big)
      await here.sendBytes(END)
      await child.join()
      const ends = [await thrown(() => here.recv()), await thrown(() => here.recvBytes())]
      return [hello, value, same, here.readable, here.writable, ends.map((end) => end.split(':')[0])]
    },
    ['hello', [1, 2.25, null], 0, true, true, ['EOFError', 'EOFError']],
  )
  await same(
    'recv-bytes-into',
    'test_connection',
    'recvBytesInto() fills a buffer from an offset on; a message that is too long comes whole with BufferTooShort.',
    async () => {
      const [a, b] = Pipe()
      const numbers = new Int32Array(6)
      await a.sendBytes(new Int32Array([1, 2, 3]))
      const length = await b.recvBytesInto(numbers, 2 * numbers.BYTES_PER_ELEMENT)
      await a.sendBytes(Buffer.from('hello world'))
      const error = await b.recvBytesInto(new Uint8Array(4)).catch((thrown: unknown) => thrown)
      const { name, received } = error as { name: string; received: Uint8Array }
      return [length, [...numbers], name, text(received)]
    },
    [12, [0, 0, 1, 2, 3, 0], 'BufferTooShort', 'hello world'],
  )
  await same(
    'send-bytes',
    'test_sendbytes',
    'sendBytes() sends the part of a buffer that offset and size say, and refuses one that lies outside.',
    async () => {
      const [a, b] = Pipe()
      const letters = Buffer.from('abcdefghijklmnopqrstuvwxyz')
      const parts: string[] = []
      for (const part of [[], [5], [7, 8], [26], [26, 0]]) {
        await a.sendBytes(letters, ...part)
        parts.push(text(await b.recvBytes()))
      }
      const bad = [[27], [22, 5], [26, 1], [-1], [4, -1]] as const
      return [parts, await Promise.all(bad.map((part) => thrown(() => a.sendBytes(letters, ...part))))]
    },
    [
      ['abcdefghijklmnopqrstuvwxyz', 'fghijklmnopqrstuvwxyz', 'hijklmno', '', ''],
      [
        'ValueError: buffer length < offset',
        'ValueError: buffer length < offset + size',
        'ValueError: buffer length < offset + size',
        'ValueError: offset is negative',
        'ValueError: size is negative',
      ],
    ],
  )
  await same(
    'one-way',
    'test_duplex_false',
    'Of a pipe that is not duplex the first end only receives and the second only sends.',
    async () => {
      const [reader, writer] = Pipe<number>(false)
      await writer.send(1)
      const flags = [reader.readable, reader.writable, writer.readable, writer.writable]
      const bad = [() => reader.send(2), () => writer.recv(), () => writer.poll()]
      return [await reader.recv(), flags, await Promise.all(bad.map(thrown))]
    },
    [
      1,
      [true, false, false, true],
      ['OSError: connection is read-only', ...Array<string>(2).fill('OSError: connection is write-only')],
    ],
  )
  await same(
    'using',
    'test_context',
    'A connection is closed at the end of its block, and of no use then.',
    async () => {
      const [a, b] = Pipe<number>()
      {
        using first = a
        using second = b
        await first.send(1729)
        if ((await second.recv()) !== 1729 || first.closed || second.closed) throw new Error('it is not open')
      }
      return [a.closed, b.closed, await thrown(() => a.recv()), await thrown(() => b.send(1))]
    },
    [true, true, 'OSError: handle is closed', 'OSError: handle is closed'],
  )
  await same(
    'poll',
    '_TestPoll.test_empty_string _TestPoll.test_dont_merge test_connection',
    'poll() tells whether there is a message, an empty one too, takes none and merges none.',
    async () => {
      const [a, b] = Pipe()
      const before = [await a.poll(), await a.poll(-1), await a.poll(0.01)]
      const found = []
      for (const word of ['', 'b', 'cd']) await b.sendBytes(Buffer.from(word))
      for (let i = 0; i < 3; i++) found.push(await a.poll(), await a.poll(1), text(await a.recvBytes()))
      return [before, found, await a.poll(0)]
    },
    [[false, false, false], ['', 'b', 'cd'].flatMap((word) => [true, true, word]), false],
  )
  await same(
    'poll-strings',
    '_TestPoll.test_strings',
    'Messages that come one after another are each announced by poll().',
    async () => {
      const words = ['hello', '', 'a', 'b', '', 'bye', '', 'lop']
      const [here] = start(saysAll, words)
      const got = []
      for (const _ of words) if (await here.poll(null)) got.push(text(await here.recvBytes()))
      return [got, await here.poll(null)]
    },
    [['hello', '', 'a', 'b', '', 'bye', '', 'lop'], true],
  )
  await same(
    'poll-takes-nothing',
    '_TestPoll.test_boundaries',
    'A process that polls an end takes nothing from the others who read it.',
    async () => {
      const [reader, writer] = Pipe()
      const child = new Process({ target: polls, args: [reader] })
      await child.start()
      for (const word of ['first', 'second']) await writer.sendBytes(Buffer.from(word))
      await child.join()
      return [text(await reader.recvBytes()), text(await reader.recvBytes())]
    },
    ['first', 'second'],
  )
  await same(
    'travel',
    '_TestPicklingConnections.test_access',
    'A connection is sent through a connection; the sender may close its own at once.',
    async () => {
      const [here, child] = start(uses)
      const [reader, itsWriter] = Pipe<string>(false)
      await here.send(itsWriter)
      itsWriter.close()
      const well = await reader.recv()
      const [itsReader, writer] = Pipe<string>(false)
      await here.send(itsReader)
      itsReader.close()
      await writer.send('foobar')
      writer.close()
      const answer = await here.recv()
      await child.join()
      return [well, answer, child.exitcode]
    },
    ['all is well', 'foobarfoobar', 0],
  )
  await same(
    'bad-length',
    '',
    'A message longer than recvBytes() allows makes the connection unreadable, and closes it if it cannot send either.',
    async () => {
      const seen = []
      for (const duplex of [true, false]) {
        const [a, b] = Pipe<unknown>({ duplex })
        await b.sendBytes(Buffer.from('four'))
        seen.push(await thrown(() => a.recvBytes(3)), a.readable, a.closed)
      }
      return [seen, await thrown(() => Pipe()[0].recvBytes(-1))]
    },
    [
      ['OSError: bad message length', false, false, 'OSError: bad message length', true, true],
      'ValueError: negative maxlength',
    ],
  )
  await same(
    'invalid-handle',
    'TestInvalidHandle.test_invalid_handles',
    'A connection of nothing is refused.',
    () => thrown(() => new (Connection as unknown as new (handle: number) => unknown)(-1)),
    'ValueError: invalid handle',
  )
  await same(
    'broken-pipe',
    '',
    'To send when nobody is left to receive is an error.',
    async () => {
      const [a, b] = Pipe()
      await exitcodeOf(closes, b)
      b.close()
      return (await thrown(() => a.send(1))).split(':')[0]
    },
    'BrokenPipeError',
  )
  await better(
    'many-writers',
    '',
    'Several processes may send through, and receive from, one end at once; every message arrives once and whole.',
    'In CPython the data may become corrupted.',
    async () => {
      const [to, from] = Pipe<Uint8Array>()
      const writers = [1, 2].map((n) => new Process({ target: sends, args: [from as Connection<unknown>, n] }))
      for (const writer of writers) void writer.start()
      from.close()
      const whole = [0, 0, 0]
      for (;;) {
        const bytes = await to.recv().catch(() => null)
        if (bytes === null) return whole
        if (bytes.every((byte) => byte === bytes[0])) whole[bytes[0] as number]! += 1
      }
    },
    [0, 100, 100],
  )
  absent(
    'descriptors',
    'test_fd_transfer test_large_fd_transfer test_missing_fd_transfer',
    'fileno(), reduction.send_handle() and recv_handle()',
    'A connection is shared memory and has no descriptor; Node’s own streams keep theirs.',
    ['reduction'],
  )
}

function closes(end: Connection<unknown>): void {
  end.close()
}

async function sends(end: Connection<unknown>, n: number): Promise<void> {
  for (let i = 0; i < 100; i++) await end.send(new Uint8Array(i * 200 + 1).fill(n))
}

if (import.meta.main) await main()
