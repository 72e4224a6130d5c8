// SharedMemory and ShareableList.
import type { Queue } from 'multiprocessing'
import { ShareableList, SharedMemory, SharedMemoryManager } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { ask } from './children'

const { absent, better, same } = behaviours(
  'shared-memory',
  '_TestSharedMemory',
  'SharedMemory ShareableList SharedMemoryManager',
)

async function attaches(out: Queue<unknown>, name: string): Promise<void> {
  const memory = new SharedMemory({ name })
  await out.put(Buffer.from(memory.read(0, 6)).toString())
  memory.write(0, Buffer.from('world!'))
  memory.close()
}
async function receives(out: Queue<unknown>, memory: SharedMemory, list: ShareableList): Promise<void> {
  list.set(0, 'far')
  await out.put([Buffer.from(memory.read(0, 3)).toString(), memory.name, list.get(1)])
}
async function attachesAndEnds(out: Queue<unknown>, name: string): Promise<void> {
  new SharedMemory({ name })
  await out.put('attached')
}
function remove(memory: SharedMemory): void {
  memory.close()
  memory.unlink()
}
const kind = async (act: () => unknown) => (await thrown(act)).split(':')[0]

async function main(): Promise<void> {
  await same(
    'basics',
    'test_shared_memory_basics test_shared_memory_across_processes',
    'A block is made under a name; others attach to it by that name, here and in other processes.',
    async () => {
      const memory = new SharedMemory({ name: 'block', create: true, size: 512 })
      memory.write(0, Buffer.from('hello!'))
      const also = new SharedMemory({ name: 'block' })
      const seen = [
        memory.size >= 512,
        memory.name,
        Buffer.from(also.read(0, 6)).toString(),
        await ask(attaches, 'block'),
      ]
      const after = Buffer.from(memory.read(0, 6)).toString()
      const second = await kind(() => new SharedMemory({ name: 'block', create: true, size: 512 }))
      also.close()
      memory.close()
      memory.unlink()
      return [seen, after, second, await kind(() => new SharedMemory({ name: 'block' }))]
    },
    [[true, 'block', 'hello!', 'hello!'], 'world!', 'FileExistsError', 'FileNotFoundError'],
  )
  await same(
    'recreate',
    'test_shared_memory_recreate',
    'A name that has been unlinked can be used again; without one there is a new name.',
    () => {
      for (let i = 0; i < 2; i++) {
        const memory = new SharedMemory({ name: 'again', create: true, size: 1 })
        remove(memory)
      }
      const [a, b] = [new SharedMemory({ create: true, size: 1 }), new SharedMemory({ create: true, size: 1 })]
      const differ = a.name !== b.name
      for (const memory of [a, b]) remove(memory)
      return differ
    },
    true,
  )
  await same(
    'invalid',
    'test_invalid_shared_memory_cration',
    'A block has a positive size and, unless it is made, a name.',
    async () => [
      await thrown(() => new SharedMemory({ create: true, size: -2 })),
      await thrown(() => new SharedMemory({ create: true, size: 0 })),
      await thrown(() => new SharedMemory({ create: false, size: 1 })),
    ],
    [
      "ValueError: 'size' must be a positive integer",
      "ValueError: 'size' must be a positive number different from zero",
      "ValueError: 'name' can only be None if create=True",
    ],
  )
  await same(
    'sent',
    'test_shared_memory_pickle_unpickle test_shared_memory_ShareableList_pickling',
    'A block and a list go to another process, where they are the same memory.',
    async () => {
      const memory = new SharedMemory({ name: 'sent', create: true, size: 8 })
      memory.write(0, Buffer.from('abc'))
      const list = new ShareableList(['here!', 5])
      const answer = await ask(receives, memory, list)
      const changed = list.get(0)
      for (const each of [memory, list.shm]) remove(each)
      return [answer, changed]
    },
    [['abc', 'sent', 5], 'far'],
  )
  await better(
    'attached-ends',
    'test_shared_memory_cleaned_after_process_termination',
    'A process that had attached and ends takes nothing away from the others; what is left ends with the run.',
    'CPython’s resource tracker may unlink a block when any attached process ends.',
    async () => {
      const memory = new SharedMemory({ name: 'kept', create: true, size: 8 })
      memory.write(0, Buffer.from('kept'))
      const said = await ask(attachesAndEnds, 'kept')
      return [said, Buffer.from(new SharedMemory({ name: 'kept' }).read(0, 4)).toString()]
    },
    ['attached', 'kept'],
  )
  await same(
    'list',
    'test_shared_memory_ShareableList_basics',
    'A list of fixed length: elements are read, changed in kind and counted; a longer text does not fit.',
    async () => {
      const list = new ShareableList(['howdy', Buffer.from('HoWdY'), -273.154, 100, null, true, 42])
      const first = [list.length, list.get(0), list.get(2), list.get(4), list.get(5), list.get(-1)]
      list.set(3, 'changed'.slice(0, 3))
      list.set(2, 7)
      const changed = [list.get(3), list.get(2), list.count(42), list.index(42)]
      const refused = [
        await thrown(() => list.set(0, 'longer than before')),
        await kind(() => list.get(99)),
        await kind(() => list.index('none')),
      ]
      remove(list.shm)
      return [first, changed, refused]
    },
    [
      [7, 'howdy', -273.154, null, true, 42],
      ['cha', 7, 1, 6],
      ['ValueError: bytes/str item exceeds available storage', 'IndexError', 'ValueError'],
    ],
  )
  await better(
    'list-nul',
    '',
    'Texts and bytes keep the zeros at their end.',
    'CPython strips them.',
    () => {
      const list = new ShareableList(['x\0', Buffer.from('y\0')])
      const all = [list.get(0), Buffer.from(list.get(1) as Uint8Array).toString()]
      remove(list.shm)
      return all
    },
    ['x\0', 'y\0'],
  )
  absent(
    'dead-objects',
    'test_shared_memory_pickle_unpickle_dead_object test_shared_memory_ShareableList_pickling_dead_object',
    'Pickles that outlive the run',
    'A handle is good as long as the run.',
  )
  await same(
    'manager',
    'test_shared_memory_SharedMemoryManager_basics test_shared_memory_SharedMemoryManager_reuses_resource_tracker',
    'What a SharedMemoryManager made is gone with it.',
    async () => {
      const manager = new SharedMemoryManager()
      await manager.start()
      const memory = await manager.SharedMemory(32)
      const list = await manager.ShareableList([1, 2])
      const seen = [memory.size >= 32, list.get(1)]
      await manager.shutdown()
      return [seen, await kind(() => new SharedMemory({ name: memory.name }))]
    },
    [[true, 2], 'FileNotFoundError'],
  )
}

if (import.meta.main) await main()
