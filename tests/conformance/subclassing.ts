// Subclasses of Process.
import { Process, Queue } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { tells } from './children'

const { same } = behaviours('subclassing', '_TestSubclassingProcess', 'Process')

class UpperCaser extends Process {
  readonly words: Queue<string>
  readonly out: Queue<string>
  constructor(words: Queue<string>, out: Queue<string>) {
    super()
    this.words = words
    this.out = out
  }
  override async run(): Promise<void> {
    for (let word = await this.words.get(); word !== ''; word = await this.words.get())
      await this.out.put(word.toUpperCase())
  }
}

class Adds extends Process<[Queue<unknown>, number]> {
  override async run(): Promise<void> {
    await super.run()
  }
}

class Forgets extends Process {
  // @ts-expect-error that is the mistake
  constructor() {
    return Object.create(Forgets.prototype) as Forgets
  }
}

async function main(): Promise<void> {
  const out = new Queue<unknown>()

  await same(
    'own-state',
    'test_subclassing',
    'A subclass with its own fields overrides run().',
    async () => {
      const words = new Queue<string>()
      const upper = new Queue<string>()
      const p = new UpperCaser(words, upper)
      p.start()
      for (const word of ['hello', 'world', '']) await words.put(word)
      await p.join()
      return [await upper.get(), await upper.get(), p.exitcode]
    },
    ['HELLO', 'WORLD', 0],
  )

  await same(
    'super-run',
    '',
    'A subclass may call the target by super.run().',
    async () => {
      const p = new Adds({ target: tells, args: [out, 5] })
      p.start()
      const [args] = (await out.get()) as unknown[]
      await p.join()
      return [args, p.exitcode]
    },
    [[5], 0],
  )

  await same(
    'super-missing',
    '',
    'A subclass that does not call super() is told so.',
    () => thrown(() => new Forgets().start()),
    'AssertionError: Process.__init__() not called',
  )
}

if (import.meta.main) await main()
