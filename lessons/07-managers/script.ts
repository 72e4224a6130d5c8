// A manager and its proxies
// Watch the processes: the manager is one of them, and holds the objects.
import { Barrier, Manager, Process, type DictProxy, type ListProxy } from 'multiprocessing'

interface Player {
  readonly name: string
  scored: number
}

/** Works on objects of another process, through their proxies. */
async function play(points: DictProxy<string, number>, players: ListProxy<Player>, place: number, ready: Barrier) {
  const player = await players.get(place)
  await ready.wait()
  for (let i = 0; i < 500; i++) {
    const before = await points.get('points')
    await points.set('points', (before ?? 0) + 1)
    player.scored++
  }
}

if (import.meta.main) {
  await using manager = Manager()
  const points = await manager.dict<string, number>([['points', 0]])
  const players = await manager.list<Player>(['Ada', 'Grace'].map((name) => ({ name, scored: 0 })))
  // Both begin at the same time.
  const ready = new Barrier(2)
  const processes = (await players.copy()).map(({ name }, place) => {
    return new Process({ target: play, args: [points, players, place, ready], name })
  })
  for (const process of processes) process.start()
  for (const process of processes) await process.join()
  for (const { name, scored } of await players.copy()) console.log(`${name} scored ${scored} times`)
  console.log(`the dict has ${await points.get('points')} of 1000 points`)
}
