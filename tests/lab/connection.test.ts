import { expect, test } from 'vitest'
import { runScript } from './parallab'
import { TELL } from './telling'

test.concurrent('values and bytes go both ways through a pipe, whatever their size, awaited and blocking', async () => {
  const outcome = await runScript(`
    import { Connection, Pipe, Process } from 'multiprocessing'
    async function echo(end: Connection<any>) {
      for (let i = 0; i < 3; i++) await end.send(await end.recv())
      for (let i = 0; i < 3; i++) end.sendSync(end.recvSync())
      await end.sendBytes(await end.recvBytes())
      end.sendBytesSync(end.recvBytesSync())
      const into = new Uint16Array(4)
      await end.send([await end.recvBytesInto(into, 2), [...into]])
    }
    if (import.meta.main) {
      const [here, far] = Pipe<any>()
      const p = new Process({ target: echo, args: [far] })
      p.start()
      far.close()
      const big = new Uint8Array(3_000_000).map((_, i) => i)
      for (const value of [{ deep: [1, new Set([2n])] }, big, 'text']) {
        await here.send(value)
        const back = await here.recv()
        console.log(back instanceof Uint8Array ? Buffer.compare(big, back) : back)
      }
      for (const value of [1, null, big]) {
        here.sendSync(value)
        const back = here.recvSync()
        console.log(back instanceof Uint8Array ? Buffer.compare(big, back) : back)
      }
      await here.sendBytes(Buffer.from('hello world'), 6)
      console.log(Buffer.from(await here.recvBytes()).toString())
      here.sendBytesSync(new Uint16Array([1, 2, 3]), 2, 2)
      console.log([...here.recvBytesSync(2)])
      await here.sendBytes(new Uint8Array([7, 0, 8, 0]))
      console.log(JSON.stringify(await here.recv()))
      const [reader, writer] = Pipe<Uint8Array>({ duplex: false })
      writer.sendSync(Uint8Array.of(1))
      writer.sendSync(Uint8Array.of(2))
      console.log(reader.recvBytesSync(), reader.recvBytesSync())
      await p.join()
      console.log(p.exitcode)
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout:
      '{ deep: [ 1, Set(1) { 2n } ] }\n0\ntext\n1\nnull\n0\nworld\n[ 2, 0 ]\n[4,[0,7,8,0]]\nUint8Array(1) [ 1 ] Uint8Array(1) [ 2 ]\n0\n',
    stderr: '',
  })
})

test.concurrent('misuse of a connection is an error with the text of CPython', async () => {
  const outcome = await runScript(`
    import { BufferTooShort, Pipe, Queue } from 'multiprocessing'
    ${TELL}
    if (import.meta.main) {
      const [reader, writer] = Pipe({ duplex: false })
      console.log(reader.readable, reader.writable, writer.readable, writer.writable, reader.closed)
      await tell('send', () => reader.send(1))
      await tell('recv', () => writer.recv())
      await tell('poll', () => writer.poll())
      const bytes = new Uint8Array(4)
      await tell('offset', () => writer.sendBytes(bytes, -1))
      await tell('offset', () => writer.sendBytes(bytes, 5))
      await tell('size', () => writer.sendBytes(bytes, 0, -1))
      await tell('size', () => writer.sendBytes(bytes, 2, 3))
      await tell('maxlength', () => reader.recvBytes(-1))
      await tell('into', () => reader.recvBytesInto(bytes, -1))
      await tell('into', () => reader.recvBytesInto(bytes, 5))
      await tell('send', () => writer.send({ socket: new WeakMap() }))
      await writer.sendBytes(Buffer.from('123456'))
      await reader.recvBytesInto(bytes).catch((e) => console.log(e instanceof BufferTooShort, Buffer.from(e.received).toString()))
      await writer.sendBytes(bytes)
      await tell('long', () => reader.recvBytes(3))
      console.log(reader.closed)
      await tell('late', () => writer.sendSync(1))
      const [a, b] = Pipe()
      await b.sendBytes(bytes)
      await tell('long', () => a.recvBytesSync(3))
      await tell('unreadable', () => a.recv())
      await tell('writable', () => a.send('still'))
      console.log(a.readable, a.writable, await b.recv())
      const waiting = b.recv()
      b.close()
      b.close()
      await tell('waiting', () => waiting)
      for (const act of [() => b.send(1), () => b.recv(), () => b.poll(), () => b.recvBytes(), () => b.sendBytes(bytes)]) await tell('closed', act)
      await tell('travel', () => new Queue().put({ end: b }))
      console.log(b.closed, String(b).replace(/number=\\d+/, ''))
      { using c = a; console.log(c.closed) }
      console.log(a.closed)
      const [slow] = Pipe()
      await tell('timeout', () => slow.recv(0.01))
      await tell('signal', () => slow.recv({ signal: AbortSignal.timeout(5) }))
      const reason = new Error('enough')
      const stop = new AbortController()
      const aborted = slow.recv({ signal: stop.signal })
      stop.abort(reason)
      await aborted.catch((e) => console.log(e === reason))
      await tell('now', () => slow.recv({ block: false }))
      await tell('now', () => slow.recvSync(0))
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: [
      'true false false true false',
      'send: OSError | connection is read-only',
      'recv: OSError | connection is write-only',
      'poll: OSError | connection is write-only',
      'offset: ValueError | offset is negative',
      'offset: ValueError | buffer length < offset',
      'size: ValueError | size is negative',
      'size: ValueError | buffer length < offset + size',
      'maxlength: ValueError | negative maxlength',
      'into: ValueError | negative offset',
      'into: ValueError | offset too large',
      'send: EncodeError | value.socket cannot be copied to another process: it is a WeakMap that lives in this process only',
      'true 123456',
      'long: OSError | bad message length',
      'true',
      'late: BrokenPipeError | broken pipe: the other end of <Connection number=N end=1 write-only> is gone',
      'long: OSError | bad message length',
      'unreadable: OSError | connection is write-only',
      'writable: undefined',
      'false true still',
      'waiting: OSError | handle is closed',
      ...Array<string>(5).fill('closed: OSError | handle is closed'),
      'travel: EncodeError | item.end cannot be copied to another process: handle is closed',
      'true <Connection  end=1 closed>',
      'false',
      'true',
      'timeout: TimeoutError | nothing came in time through <Connection number=N end=0 duplex>',
      'signal: TimeoutError | The operation was aborted due to timeout',
      'true',
      'now: TimeoutError | nothing came in time through <Connection number=N end=0 duplex>',
      'now: TimeoutError | nothing came in time through <Connection number=N end=0 duplex>',
      '',
    ].join('\n'),
    stderr: '',
  })
})

test.concurrent('connections travel through connections, and many share an end', async () => {
  const outcome = await runScript(`
    import { Connection, Pipe, Process } from 'multiprocessing'
    async function serve(door: Connection<Connection<any>>) {
      for (;;) try {
        const caller = await door.recv()
        await caller.send((await caller.recv()) * 2)
        caller.close()
      } catch (e: any) { return console.log('served', e.name) }
    }
    async function count(end: Connection<number>, from: number) { for (let i = 0; i < 300; i++) await end.send(from + i) }
    if (import.meta.main) {
      const [door, inside] = Pipe<Connection<any>>()
      const server = new Process({ target: serve, args: [inside] })
      void server.start()
      inside.close()
      for (let i = 0; i < 40; i++) {
        const [mine, yours] = Pipe<number>()
        await door.send(yours)
        yours.close()
        await mine.send(i)
        if ((await mine.recv()) !== 2 * i) throw new Error('wrong answer')
        if ((await mine.recv().catch((e) => e.name)) !== 'EOFError') throw new Error('no end')
        mine.close()
      }
      door.close()
      await server.join()
      const [to, from] = Pipe<number>()
      const writers = [0, 1000].map((start) => new Process({ target: count, args: [from, start] }))
      for (const writer of writers) void writer.start()
      from.close()
      const last = [-1, 999]
      let received = 0
      for (;;) {
        const n = await to.recv().catch(() => null)
        if (n === null) break
        const k = n >= 1000 ? 1 : 0
        if (n !== last[k]! + 1) throw new Error('order')
        last[k] = n
        received++
      }
      console.log(received, last)
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'served EOFError\n600 [ 299, 1299 ]\n', stderr: '' })
})

test.concurrent('a full pipe holds its sender up, in order, and its memory stays bounded', async () => {
  const outcome = await runScript(`
    import { Connection, Pipe, Process } from 'multiprocessing'
    async function send(end: Connection<unknown>, size: number, count: number) {
      for (let i = 0; i < count; i++) await end.send(size === 0 ? i : new Uint8Array(size).fill(i))
    }
    async function stream(size: number, count: number) {
      const [here, far] = Pipe<any>()
      const p = new Process({ target: send, args: [far, size, count] })
      void p.start()
      far.close()
      let wrong = 0
      for (let i = 0; i < count; i++) {
        const item = await here.recv()
        if (size === 0 ? item !== i : item.length !== size || item[size - 1] !== (i & 0xff)) wrong++
      }
      await p.join()
      here.close()
      return wrong
    }
    async function fit(message: unknown) {
      const [a, b] = Pipe<unknown>()
      let fitting = 0
      for (;; fitting++) try { await a.send(message, { block: false }) } catch { break }
      let sent = false
      const last = a.send(message).then(() => (sent = true))
      const before = [await b.poll(), sent].join()
      await b.recv()
      await last
      a.close()
      let left = 0
      for (;; left++) try { await b.recv() } catch { break }
      b.close()
      return [fitting, before, left].join()
    }
    if (import.meta.main) {
      console.log(await fit(1), await fit(new Uint8Array(10 * 2 ** 20)), await fit(new Uint8Array(100 * 2 ** 20)))
      console.log(await stream(0, 40_000), await stream(10 * 2 ** 20, 15))
      for (let i = 0; i < 3000; i++) { const [c, d] = Pipe<number>(); c.sendSync(i); if (d.recvSync() !== i) throw new Error(); c.close(); d.close() }
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: '16384,true,false,16384 6,true,false,6 1,true,false,1\n0 0\n',
    stderr: '',
  })
})
