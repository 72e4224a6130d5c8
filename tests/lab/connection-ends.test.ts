import { expect, test } from 'vitest'
import { runScript } from './parallab'
import { TELL } from './telling'

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
      const readers = [1, 2].map(() => new Process({ target: drain, args: [out] }))
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
      const middle = new Process({ target: pass, args: [w, y] })
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
