import { expect, test } from 'vitest'
import { runScript } from './parallab'

/** What every script below uses: prints what an act answers, or which error it throws. */
const TELL = `
  const tell = async (label: string, act: () => unknown) => {
    try { console.log(label + ':', await act()) } catch (e: any) { console.log(label + ':', e.name, '|', e.message.replace(/number=\\d+/, 'number=N')) }
  }
`

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
      await p.join()
      console.log(p.exitcode)
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: '{ deep: [ 1, Set(1) { 2n } ] }\n0\ntext\n1\nnull\n0\nworld\n[ 2, 0 ]\n[4,[0,7,8,0]]\n0\n',
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

test.concurrent(
  'the end of a pipe is seen when everybody who had it has closed it or died, and not before',
  async () => {
    const outcome = await runScript(`
    import { Connection, Pipe, Process, Queue, sleep } from 'multiprocessing'
    ${TELL}
    async function talk(end: Connection<string>, door: Connection<unknown>) {
      await end.send('one')
      await end.send('two')
      await door.recv()
    }
    async function relay(queue: Queue<Connection<string>>) {
      const end = await queue.get()
      await end.send('from the relay')
    }
    async function drain(end: Connection<string>) { for (let n = 0; ; n++) try { await end.recv() } catch { return console.log('drained', n) } }
    async function read(end: Connection<unknown>, door: Connection<unknown>) { await end.recv(); await door.recv() }
    if (import.meta.main) {
      // closed here, still open there
      const [here, far] = Pipe<string>()
      const [gate, door] = Pipe<unknown>()
      const p = new Process({ target: talk, args: [far, door] })
      void p.start()
      far.close()
      await tell('first', () => here.recv())
      await tell('poll', async () => [await here.poll(null), await here.poll(0)])
      p.kill()
      await p.join()
      await tell('what was sent stays', () => here.recv())
      await tell('end', () => here.recv())
      await tell('poll', () => here.poll())
      await tell('nobody', () => here.send('x'))
      // in a message, and nowhere else, it is open
      const [a, b] = Pipe<string>()
      const queue = new Queue<Connection<string>>()
      await queue.put(b)
      b.close()
      await tell('on its way', () => a.poll(0.02))
      const r = new Process({ target: relay, args: [queue] })
      void r.start()
      await tell('arrived', () => a.recv())
      await tell('ended', () => a.recv())
      await r.join()
      // a message that was never sent carries nothing
      const [c, d] = Pipe<string>()
      const full = new Queue<unknown>(1)
      full.putNowait(0)
      await tell('full', () => full.put([d], 0.01))
      await tell('bad', () => full.put([d, new WeakMap()]))
      d.close()
      await tell('never sent', () => c.recv())
      // a process killed before it is up
      const [e, f] = Pipe<string>()
      const early = new Process({ target: drain, args: [f] })
      void early.start()
      f.close()
      early.kill()
      await tell('unborn', () => e.recv())
      // both ends in several processes: a reader ends when the last writer closes
      const [out, into] = Pipe<string>({ duplex: false })
      const readers = [1, 2].map(() => new Process({ target: drain, args: [out as any] }))
      for (const reader of readers) void reader.start()
      out.close()
      for (let i = 0; i < 500; i++) await into.send('x' + i)
      into.close()
      for (const reader of readers) await reader.join()
      // a sender that waits learns that the readers are gone
      const [g, h] = Pipe<unknown>()
      const [gate2, door2] = Pipe<unknown>()
      const slow = new Process({ target: read, args: [h, door2] })
      await slow.start()
      h.close()
      const sent = (async () => { for (;;) await g.send(new Uint8Array(20 * 2 ** 20)) })()
      await sleep(0.01)
      slow.kill()
      await tell('reader gone', () => sent)
    }
  `)
    const lines = outcome.stdout.split('\n')
    const drained = lines.filter((line) => line.startsWith('drained'))
    expect(drained.reduce((sum, line) => sum + Number(line.slice(8)), 0)).toBe(500)
    const gone = (mode = 'duplex') => `the other end of <Connection number=N end=0 ${mode}> is gone`
    expect({ ...outcome, stdout: lines.filter((line) => !drained.includes(line)) }).toEqual({
      code: 0,
      stdout: [
        'first: one',
        'poll: [ true, true ]',
        'what was sent stays: two',
        `end: EOFError | ${gone()}`,
        'poll: true',
        `nobody: BrokenPipeError | broken pipe: ${gone()}`,
        'on its way: false',
        'arrived: from the relay',
        `ended: EOFError | ${gone()}`,
        'full: Full | Queue is full: it holds 1 items',
        'bad: EncodeError | item[1] cannot be copied to another process: it is a WeakMap that lives in this process only',
        `never sent: EOFError | ${gone()}`,
        `unborn: EOFError | ${gone()}`,
        `reader gone: BrokenPipeError | broken pipe: ${gone()}`,
        '',
      ],
      stderr: '',
    })
  },
)

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

test.concurrent('an end that lies in a message which nobody can read any more is gone', async () => {
  const outcome = await runScript(`
    import { Connection, Pipe, Process, Queue } from 'multiprocessing'
    ${TELL}
    async function ignore(end: Connection<unknown>, up: Queue<number>) { await up.put(0); await new Promise(() => setInterval(() => 0, 1000)) }
    async function pass(from: Connection<any>, to: Connection<any>) { await to.send(await from.recv()) }
    if (import.meta.main) {
      const up = new Queue<number>()
      // sent to a process that is killed before it receives
      const [a, b] = Pipe<unknown>()
      const [to, far] = Pipe<unknown>()
      const p = new Process({ target: ignore, args: [far, up] })
      void p.start()
      far.close()
      await to.send({ for: [b] })
      b.close()
      await up.get()
      await tell('under way', () => a.poll(0.01))
      const end = a.recv()
      p.kill()
      await tell('killed', () => end)
      // closed without having been received
      const [c, d] = Pipe<unknown>()
      const [e, f] = Pipe<unknown>()
      await e.send(d)
      d.close()
      const lost = c.recv()
      f.close()
      await tell('closed', () => lost)
      // an end inside a pipe inside a pipe
      const [g, h] = Pipe<unknown>()
      const [k, l] = Pipe<unknown>()
      const [m, n] = Pipe<unknown>()
      await k.send(h)
      h.close()
      await m.send(l)
      l.close()
      await tell('still there', () => g.poll())
      const inner = await n.recv() as Connection<Connection<unknown>>
      const arrived = await inner.recv()
      await arrived.send('after two trips')
      await tell('arrived', () => g.recv())
      await k.send(arrived)
      arrived.close()
      await m.send(inner)
      inner.close()
      n.close()
      await tell('both lost', () => g.recv())
      // an end that was sent through itself
      const [q, r] = Pipe<unknown>()
      await q.send(r)
      r.close()
      await tell('itself', () => q.recv())
      // handed on, and the one in between ends
      const [s, t] = Pipe<unknown>()
      const [v, w] = Pipe<unknown>()
      const [x, y] = Pipe<unknown>()
      const middle = new Process({ target: pass, args: [w, y] as any })
      void middle.start()
      w.close()
      y.close()
      await v.send(t)
      t.close()
      await middle.join()
      await tell('handed on', () => s.poll())
      await ((await x.recv()) as Connection<unknown>).send('by the middle one')
      await tell('handed on', () => s.recv())
    }
  `)
  const gone = (label: string) => `${label}: EOFError | the other end of <Connection number=N end=0 duplex> is gone`
  expect({ ...outcome, stdout: outcome.stdout.split('\n') }).toEqual({
    code: 0,
    stdout: [
      'under way: false',
      gone('killed'),
      gone('closed'),
      'still there: false',
      'arrived: after two trips',
      gone('both lost'),
      gone('itself'),
      'handed on: false',
      'handed on: by the middle one',
      '',
    ],
    stderr: '',
  })
})

test.concurrent('processes killed while they send and receive leave the pipe whole', async () => {
  const outcome = await runScript(`
    import { Connection, Pipe, Process } from 'multiprocessing'
    function fill(end: Connection<number | Uint8Array>) { for (let i = 0; ; i++) end.sendSync(i % 10 === 0 ? new Uint8Array(20_000).fill(i) : i) }
    function drain(end: Connection<unknown>) { for (;;) end.recvSync() }
    if (import.meta.main) {
      for (let round = 0; round < 6; round++) {
        const [here, far] = Pipe<any>()
        const writer = new Process({ target: fill, args: [far] })
        const reader = new Process({ target: drain, args: [here] })
        void writer.start()
        void reader.start()
        far.close()
        for (let i = 0; i < 300; i++) await here.recv()
        reader.kill()
        for (let i = 0; i < 300; i++) await here.recv()
        writer.kill()
        await writer.join()
        let last = -1
        for (;;) try {
          const item = await here.recv()
          const n = typeof item === 'number' ? item : last < 0 ? -1 : last + 1
          if (last >= 0 && n !== last + 1) throw new Error(last + ' then ' + n)
          last = n
        } catch (e: any) { if (e.name !== 'Error') break; throw e }

        here.close()
      }
      console.log('whole')
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'whole\n', stderr: '' })
})

test.concurrent('wait answers all that are ready: connections and sentinels, with several waits at once', async () => {
  const outcome = await runScript(`
    import { Connection, Pipe, Process, wait, waitSync } from 'multiprocessing'
    ${TELL}
    async function say(end: Connection<string>, word: string, go: Connection<unknown>) {
      await go.recv()
      await end.send(word)
      await end.recv().catch(() => undefined)
    }
    if (import.meta.main) {
      const pipes = [0, 1].map(() => Pipe<any>())
      const gates = [0, 1].map(() => Pipe<any>())
      const children = pipes.map(([, far], i) => new Process({ target: say, args: [far, 'word ' + i, gates[i]![1]], name: 'child ' + i }))
      for (const child of children) void child.start()
      for (const [, far] of [...pipes, ...gates]) far.close()
      const ends = pipes.map(([here]) => here)
      const names = (found: readonly unknown[]) => found.map((f) => (f instanceof Connection ? ends.indexOf(f) : (f as any).process.name)).join()
      const all = [...ends, ...children.map((child) => child.sentinel)]
      await tell('nothing', async () => [(await wait(all, 0)).length, (await wait(all, 0.01)).length, waitSync(all, -1).length, (await wait([], 0)).length])
      const both = Promise.all([wait(all), wait([ends[1]!]), ends[1]!.poll(null)])
      await gates[1]![0].send(0)
      const [one, two, three] = await both
      await tell('one', () => [names(one), names(two), three].join(' '))
      await gates[0]![0].send(0)
      await wait([ends[0]!])
      await tell('two', () => names(waitSync(all)))
      await tell('words', async () => [await ends[0]!.recv(), ends[1]!.recvSync()].join())
      ends[0]!.close()
      await children[0]!.join()
      await tell('sentinel', async () => names(await wait(all.slice(1))))
      await tell('closed', () => wait(all))
      children[1]!.kill()
      await children[1]!.join()
      await tell('end', async () => names(await wait(all.slice(1), 5)))
      const [left, right] = Pipe<number>()
      let rounds = 0
      const turn = async (mine: Connection<number>) => { while (rounds < 200) { await wait([mine]); await mine.send((await mine.recv()) + 1); rounds++ } }
      await left.send(0)
      void turn(left).catch(() => undefined)
      await turn(right)
      await tell('rounds', () => rounds >= 200)
      left.close()
      right.close()
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: [
      'nothing: [ 0, 0, 0, 0 ]',
      'one: 1 1 true',
      'two: 0,1',
      'words: word 0,word 1',
      'sentinel: child 0',
      'closed: OSError | handle is closed',
      'end: 1,child 0,child 1',
      'rounds: true',
      '',
    ].join('\n'),
    stderr: '',
  })
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

test.concurrent('listener and client find each other by name and prove their key', async () => {
  const outcome = await runScript(`
    import { Client, ClientSync, currentProcess, Listener, Process, wait, sleep, Queue } from 'multiprocessing'
    ${TELL}
    const key = Buffer.from('secret')
    async function call(authkey?: Uint8Array) {
      using end = await Client<string>('room', { authkey })
      await end.send('hello from ' + currentProcess().name)
      console.log(await end.recv())
    }
    function callSync() { ClientSync<number>('room', { authkey: Buffer.from('secret') }).sendSync(5) }
    async function listen(up: Queue<number>) { using l = new Listener('quiet'); await up.put(1); await sleep(60) }
    if (import.meta.main) {
      const listener = new Listener('room', { authkey: key })
      await tell('in use', () => new Listener('room'))
      await tell('unknown', () => Client('nowhere'))
      await tell('unknown', () => ClientSync('nowhere'))
      const p = new Process({ target: call, args: [key], name: 'Caller' })
      void p.start()
      await tell('before', () => listener.lastAccepted)
      await tell('knock', async () => (await wait([listener, p.sentinel])).map(String).join())
      const end = await listener.accept()
      await tell('accepted', async () => [listener.lastAccepted, await end.recv()].join())
      await end.send('welcome')
      await p.join()
      await tell('hung up', () => end.recv())
      const s = new Process({ target: callSync, args: [] })
      void s.start()
      await tell('sync', () => listener.acceptSync().recvSync())
      await s.join()
      const wrong = Client('room', { authkey: Buffer.from('other') })
      await Promise.all([tell('server', () => listener.accept()), tell('client', () => wrong)])
      const right = Client('room', { authkey: key })
      await tell('goes on', async () => [await listener.accept(), await right].every((c) => !c.closed))
      await tell('timeout', () => listener.accept(0.01))
      await tell('text key', () => new Listener('x', { authkey: 'abc' as any }))
      await tell('text key', () => Client('room', { authkey: 'abc' as any }))
      const queued = Client('room', { authkey: key })
      const outside = Client('room', { authkey: key })
      const accepting = listener.accept().then((c) => c.recv())
      await queued
      const further = listener.accept()
      await outside
      await (await further).poll()
      const third = Client('room', { authkey: key })
      const fourth = Client('room', { authkey: key })
      listener.close()
      await Promise.all([tell('queued', () => third), tell('at the door', () => fourth)])
      await tell('closed', () => listener.accept())
      await tell('gone', () => Client('room'))
      ;(await queued).close()
      await tell('client gone', () => accepting)
      const up = new Queue<number>()
      const q = new Process({ target: listen, args: [up] })
      void q.start()
      await up.get()
      const unanswered = (await Client('quiet')).recv()
      const held = Client('quiet')
      q.kill()
      await tell('listener killed', () => unanswered)
      await tell('at its door', () => held)
      await tell('dead', () => Client('quiet'))
      await tell('name is free', () => { using again = new Listener('quiet'); return again.address })
      await tell('own name', () => { using some = new Listener(); return typeof some.address })
      const plain = new Listener('plain', { backlog: 2 })
      const [one, two] = await Promise.all([Client<string>('plain'), Client<string>('plain')])
      await one.send('queued before accepted')
      await tell('backlog', async () => (await plain.accept()).recv())
      two.close()
      await tell('left', async () => (await plain.accept()).recv())
    }
  `)
  const refused = (name: string) => `ConnectionRefusedError | connection refused: nobody listens at '${name}'`
  expect({ ...outcome, stdout: outcome.stdout.split('\n') }).toEqual({
    code: 0,
    stdout: [
      "in use: OSError | the address 'room' is already in use",
      `unknown: ${refused('nowhere')}`,
      `unknown: ${refused('nowhere')}`,
      'before: null',
      "knock: <Listener address='room'>",
      'accepted: Caller,hello from Caller',
      'welcome',
      'hung up: EOFError | the other end of <Connection number=N end=1 duplex> is gone',
      'sync: 5',
      'server: AuthenticationError | digest received was wrong',
      'client: AuthenticationError | digest sent was rejected',
      'goes on: true',
      "timeout: TimeoutError | nobody connected to <Listener address='room'> in time",
      'text key: TypeError | authkey should be a byte string',
      'text key: TypeError | authkey should be a byte string',
      `queued: ${refused('room')}`,
      `at the door: ${refused('room')}`,
      'closed: OSError | listener is closed',
      `gone: ${refused('room')}`,
      'client gone: EOFError | the other end of <Connection number=N end=1 duplex> is gone',
      'listener killed: EOFError | the other end of <Connection number=N end=0 duplex> is gone',
      `at its door: ${refused('quiet')}`,
      `dead: ${refused('quiet')}`,
      'name is free: quiet',
      'own name: string',
      'backlog: queued before accepted',
      'left: EOFError | the other end of <Connection number=N end=1 duplex> is gone',
      '',
    ],
    stderr: '',
  })
})
