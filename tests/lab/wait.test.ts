import { expect, test } from 'vitest'
import { runScript } from './parallab'
import { TELL } from './telling'

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
