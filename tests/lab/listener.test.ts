import { expect, test } from 'vitest'
import { runScript } from './parallab'
import { TELL } from './telling'

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
