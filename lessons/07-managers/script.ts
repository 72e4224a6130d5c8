// A manager and its proxies
// Watch the processes: the manager is one of them, and holds the objects.
import { Barrier, currentProcess, Manager, Process, type DictProxy, type ListProxy } from 'multiprocessing'

/** Works on objects of another process, through their proxies. */
async function play(points: DictProxy<string, number>, log: ListProxy<string>, times: number, ready: Barrier) {
  const { name } = currentProcess()
  await ready.wait()
  for (let i = 0; i < times; i++) {
    const before = await points.get('points')
    await points.set('points', (before ?? 0) + 1)
  }
  await log.append(`${name} scored ${times} times`)
}

if (import.meta.main) {
  await using manager = Manager()
  const points = await manager.dict<string, number>([['points', 0]])
  const log = await manager.list<string>()
  // Both begin at the same time.
  const ready = new Barrier(2)
  const players = ['Ada', 'Grace'].map((name) => new Process({ target: play, args: [points, log, 500, ready], name }))
  for (const player of players) player.start()
  for (const player of players) await player.join()
  for (const line of await log.copy()) console.log(line)
  console.log(`the dict has ${await points.get('points')} of 1000 points`)
}
