// Contexts and start methods.
import * as multiprocessing from 'multiprocessing'
import {
  currentProcess,
  getAllStartMethods,
  getContext,
  getStartMethod,
  Process,
  Queue,
  setStartMethod,
} from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { exitcodeOf } from './children'

const { absent, better, same } = behaviours(
  'start-methods',
  'TestStartMethod',
  'Context getContext setStartMethod getStartMethod getAllStartMethods',
)

async function tellsMethod(out: Queue<unknown>): Promise<void> {
  await out.put(getStartMethod())
}
async function putsTwoAndNests(out: Queue<unknown>): Promise<void> {
  await out.put(2)
  const p = new Process({ target: putsOne, args: [out] })
  p.start()
  await p.join()
}
async function putsOne(out: Queue<unknown>): Promise<void> {
  await out.put(1)
}

async function methodOfChild(context: Pick<multiprocessing.Context, 'Process' | 'Queue'>): Promise<unknown> {
  const out = new context.Queue<unknown>()
  const p = new context.Process({ target: tellsMethod, args: [out] })
  p.start()
  const method = await out.get()
  await p.join()
  return method
}

async function main(): Promise<void> {
  await same(
    'unset',
    '',
    'The method is chosen when it is first needed, and asking with allowNone does not choose it.',
    () => [getStartMethod({ allowNone: true }), getStartMethod({ allowNone: true }), getStartMethod()],
    [null, null, 'forkserver'],
  )
  await same('get-all', 'test_get_all', 'There is a list of the methods, the default first.', getAllStartMethods, [
    'forkserver',
    'spawn',
  ])
  await same(
    'context',
    'test_context',
    'A context has its method, is its own context, refuses another, and its children have its method.',
    async () => {
      const all: unknown[] = []
      for (const method of getAllStartMethods()) {
        const context = getContext(method)
        all.push(context.getStartMethod() === method, context.getContext() === context)
        all.push(await thrown(() => context.setStartMethod('spawn')), (await methodOfChild(context)) === method)
      }
      return all
    },
    Array.from({ length: 2 }, () => [
      true,
      true,
      'ValueError: cannot set start method of concrete context',
      true,
    ]).flat(),
  )
  await same(
    'set-get',
    'test_set_get',
    'What is set by force is what contexts, their classes’ names and children say.',
    async () => {
      const all: unknown[] = []
      for (const method of getAllStartMethods()) {
        setStartMethod(method, { force: true })
        const { name } = getContext().Process
        all.push(getStartMethod() === method, getContext().getStartMethod() === method)
        all.push(name.toLowerCase().startsWith(method), (await methodOfChild(multiprocessing)) === method)
      }
      setStartMethod('forkserver', { force: true })
      return all
    },
    Array<boolean>(8).fill(true),
  )
  await same(
    'set-twice',
    '',
    'The method is set once; null with force takes the choice back.',
    async () => {
      const twice = await thrown(() => setStartMethod('spawn'))
      setStartMethod(null, { force: true })
      return [twice, getStartMethod({ allowNone: true })]
    },
    ['RuntimeError: context has already been set', null],
  )
  await same(
    'unknown',
    '',
    'A method that does not exist is refused; fork does not exist, as on Windows.',
    async () => [await thrown(() => getContext('fork' as never)), await thrown(() => setStartMethod('x' as never))],
    ["ValueError: cannot find context for 'fork'", "ValueError: cannot find context for 'x'"],
  )
  await better(
    'mixed',
    'test_mixed_startmethod',
    'Queues and locks of any context go to processes of any other.',
    'CPython’s locks of a fork context cannot; here there is one kind of lock.',
    async () => {
      const codes = []
      for (const queues of getAllStartMethods())
        for (const processes of getAllStartMethods()) {
          const p = new (getContext(processes).Process)({ target: putsOne, args: [new (getContext(queues).Queue)()] })
          p.start()
          await p.join()
          codes.push(p.exitcode)
        }
      return codes
    },
    [0, 0, 0, 0],
  )
  await same(
    'nested',
    'test_nested_startmethod',
    'A child can hand what it was given to a process of its own.',
    async () => {
      const out = new Queue<unknown>()
      const code = await exitcodeOf(putsTwoAndNests, out)
      return [code, await out.get(), await out.get()]
    },
    [0, 2, 1],
  )
  await same(
    'whole-library',
    'MiscTestCase.test__all__ _TestImportStar.test_import',
    'A context has every name of the library but getAllStartMethods.',
    () => Object.keys(multiprocessing).filter((name) => !(name in getContext('spawn'))),
    ['getAllStartMethods'],
  )
  await same(
    'pool-context',
    '_TestPool.test_context',
    'A pool of a context has workers of its method.',
    async () => {
      const pool = new (getContext('spawn').Pool)(1)
      const answer = await pool.apply(workerIs)
      pool.terminate()
      await pool.join()
      return answer
    },
    [true, 'spawn'],
  )
  await same(
    'starts-itself',
    'TestNoForkBomb.test_noforkbomb',
    'A child that starts processes while it loads the script gets a RuntimeError.',
    async () => {
      const out = new Queue<unknown>()
      const p = new Process({ target: tellsEarly, args: [out], name: 'Bomb' })
      p.start()
      const said = (await out.get()) as string
      await p.join()
      return said.split(':')[0] + ': ' + said.split(':')[1]?.trim()
    },
    'RuntimeError: An attempt has been made to start a new process before the current process has finished its bootstrapping phase',
  )
  absent(
    'preload',
    'test_preload_resources test_context_check_module_types',
    'setForkserverPreload()',
    'A spare has loaded the library; the script is loaded in each process, which costs a few milliseconds.',
    ['setForkserverPreload'],
  )
  absent('freeze-support', '', 'freezeSupport()', 'It serves frozen Windows programs of Python.', ['freezeSupport'])
  absent(
    'reducer',
    '',
    'reducer, allowConnectionPickling()',
    'Values travel by structured clone and by place, not by pickle; there is nothing to replace.',
    ['reducer', 'allowConnectionPickling'],
  )
  absent(
    'fork',
    'TestInternalDecorators.test_only_run_in_spawn_testsuite _TestQueue.test_fork TestForkAwareThreadLock.test_lock',
    "The method 'fork'",
    'A process with V8’s threads cannot be forked.',
  )
  absent(
    'flags',
    'TestFlags.test_flags',
    'Flags of the interpreter in the child',
    'There is no interpreter with flags.',
  )
  absent(
    'resource-tracker',
    'TestResourceTracker.test_resource_tracker TestResourceTracker.test_resource_tracker_sigint TestResourceTracker.test_resource_tracker_sigterm TestResourceTracker.test_resource_tracker_sigkill TestResourceTracker.test_resource_tracker_reused TestResourceTracker.test_too_long_name_resource TestNamedResource.test_global_named_resource_spawn',
    'The resource tracker',
    'Everything shared lies in one segment without a name, which goes with its last process.',
  )
}

function workerIs(): [boolean, string] {
  return [/^SpawnPoolWorker-\d+$/.test(currentProcess().name), getStartMethod()]
}
/** As a script does that forgets `import.meta.main`. */
const early = currentProcess().name === 'Bomb' ? await thrown(() => new Process({ target: putsOne }).start()) : ''
async function tellsEarly(out: Queue<unknown>): Promise<void> {
  await out.put(early)
}

if (import.meta.main) await main()
