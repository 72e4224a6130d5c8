// Give proxies to other processes
// Watch the processes: three of them share one list and one dictionary, which
// stay in the manager; only proxies travel.
import { Manager, Process, type DictProxy, type ListProxy } from 'multiprocessing'

async function note(name: string, names: ListProxy<string>, lengths: DictProxy<string, number>) {
  await names.append(name)
  await lengths.set(name, name.length)
}

if (import.meta.main) {
  await using manager = Manager()
  const names = await manager.list<string>()
  const lengths = await manager.dict<string, number>()
  for (const name of ['Anna', 'Ben', 'Charlotte']) {
    const p = new Process({ target: note, args: [name, names, lengths] })
    p.start()
    await p.join()
  }
  for (const name of await names.copy()) console.log(`${name} has ${await lengths.get(name)} letters`)
  console.log(`${await names.length()} names, ${await lengths.size()} lengths`)
}
