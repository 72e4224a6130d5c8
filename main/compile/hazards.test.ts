import { expect, test } from 'vitest'
import { compileScript } from '.'

/** The hazards of all functions, as `function: hazard variable (line)`. */
async function hazards(text: string): Promise<string[]> {
  const result = await compileScript({ file: '/nowhere/a.ts', text })
  if (!result.ok) throw new Error(result.errors[0]?.message)
  return result.script.places.flatMap(({ name, hazards }) =>
    hazards.map(({ hazard, variable, line }) => `${name}: ${hazard} ${variable} (${line})`),
  )
}

const main = (text: string) => `if (import.meta.main) { ${text} }`

test.each([
  ['a list of the module', `const all = []\nfunction work(n) { all.push(n) }\n${main('console.log(all)')}`],
  ['a number of the module', `let all = 0\nfunction work(n) { all += n }\n${main('console.log(all)')}`],
  ['an element', `const all = new Float64Array(4)\nfunction work(n) { all[n] = 1 }\n${main('console.log(all)')}`],
  [
    'in a function that it calls',
    `const all = {}\nconst keep = (n) => { all[n] = n }\nfunction work(n) { keep(n) }\n${main('console.log(all)')}`,
    'keep: change-lost all (2)',
  ],
  [
    'read in a function of the script',
    `const all = new Map()\nfunction work(n) { all.set(n, n) }\nfunction show() { console.log(all) }\n${main('show()')}`,
  ],
])('a change is lost: %s', async (_, text, ...more) => {
  const line = text.split('\n').findIndex((one) => /push|\+=|\] =|set\(/.test(one)) + 1
  expect(await hazards(text)).toEqual([...more, `work: change-lost all (${line})`])
})

test('a change of what an enclosing function has is lost with the copy that the function got', async () => {
  const text = main('const all = []; const work = (n) => { all.push(n) }; run(work); console.log(all)')
  expect(await hazards(text)).toEqual(['work: change-lost all (1)'])
})

test.each([
  [
    'what only the workers have',
    `const cache = new Map()\nfunction work(n) { cache.set(n, n); return cache.get(n) }\n${main('run(work)')}`,
  ],
  [
    'what an initializer has set',
    `let table\nfunction init(t) { table = t }\nfunction work(n) { return table[n] }\n${main('run(work, init)')}`,
  ],
  ['a list of its own', `function work(n) { const all = []; all.push(n); return all }\n${main('run(work)')}`],
  [
    'something shared',
    `import { Queue, Array } from 'multiprocessing'\nconst all = new Queue()\nconst sums = new Array('i', 4)\nfunction work(n) { all.put(n); sums.set(0, n); sums[0] = n }\n${main('run(work, all, sums)')}`,
  ],
  [
    'what the module makes at its beginning',
    `const words = new Map()\nfor (const n of [1]) words.set(n, n)\nfunction work(n) { return words.get(n) }\n${main('console.log(words)')}`,
  ],
  [
    'memory that others have',
    `const view = new Int32Array(memory)\nfunction work(n) { view[n] = 1 }\n${main('console.log(view)')}`,
  ],
])('nothing is lost: %s', async (_, text) => expect(await hazards(text)).toEqual([]))

test('what the script alone has changed does not come to the others', async () => {
  const text = `let limit = 0\nfunction work(n) { return n < limit }\n${main('limit = 5; run(work)')}`
  expect(await hazards(text)).toEqual(['work: change-unseen limit (2)'])
})

test.each([
  ['items.push(4)', true],
  ['items.push(4); console.log(items)', true],
  ['items[0] = 4', true],
  ['items.push(4); return items', false],
  ['items.push(4); queue.put(items)', false],
  ['for (const item of items) sum += item', false],
  ['const last = items.pop()', false],
  ['items = []', false],
])('an argument that is only changed: %s', async (body, isOnly) => {
  const found = isOnly ? ['work: argument-changed items (1)'] : []
  expect(await hazards(`function work(items) { ${body} }`)).toEqual(found)
  expect(await hazards(`function work(items: number[]) { ${body} }`)).toEqual(found)
})

test('what the library gave is changed for all', async () => {
  const text = `import { Event, type ListProxy } from 'multiprocessing'
    function work(list: ListProxy<number>, event: Event) { list.append(1); event.set() }`
  expect(await hazards(text)).toEqual([])
})

test.each([
  ['count.value += 1', true],
  ['for (let i = 0; i < 9; i++) count.value++', true],
  ['count.value = count.value + 1', true],
  ['count.value = 1', false],
  ['await count.getLock().use(() => { count.value += 1 })', false],
  ['await lock.acquire(); count.value += 1; lock.release()', false],
])('an update without a lock: %s', async (body, isUnlocked) => {
  const found = isUnlocked ? ['work: unlocked-update count (2)'] : []
  const work = (parameter: string) =>
    `import { Value, Lock } from 'multiprocessing'\nasync function work(${parameter}, lock: Lock) { ${body} }`
  expect(await hazards(work('count: Value'))).toEqual(found)
  expect(await hazards(work('count'))).toEqual(found)
  expect(
    await hazards(work('count: { value: number }')).then((all) => all.filter((one) => /unlocked/.test(one))),
  ).toEqual([])
})

test('only what it reads of the very same value makes an update', async () => {
  const text = `import { Value } from 'multiprocessing'\nfunction work(total: Value, subtotal: Value) { total.value = subtotal.value + 1 }`
  expect(await hazards(text)).toEqual([])
})

test.each([
  ['while (!jobs.empty()) done(await jobs.get())', true],
  ['if (!jobs.empty()) { const job = jobs.getSync(); done(job) }', true],
  ['while (!jobs.empty()) { try { done(jobs.getNowait()) } catch { break } }', false],
  ['while (!jobs.empty()) done(await jobs.get(0.1))', false],
  ['while (!jobs.empty()) await sleep(1)', false],
])('taken because it was not empty: %s', async (body, isTaken) => {
  const work = (jobs: string) => `import { Queue } from 'multiprocessing'; async function work(${jobs}) { ${body} }`
  const found = isTaken ? ['work: empty-then-get jobs (1)'] : []
  expect(await hazards(work('jobs'))).toEqual(found)
  expect(await hazards(work('jobs: Queue<number>'))).toEqual(found)
  expect(await hazards(work('jobs: Stack'))).toEqual([])
})

test.each([
  ['(await teams.get("red")).push(n)', true],
  ['(await teams.get("red"))?.push(n)', true],
  ['teams.getSync("red")![0] = n', true],
  ['(await teams.get("red")).members.push(n)', true],
  ['const red = await teams.get("red"); red.push(n); console.log(red)', true],
  ['const red = await teams.get("red"); red.push(n); await teams.set("red", red)', false],
  ['const red = await teams.get("red"); red.push(n); return red', false],
  ['const last = (await teams.get("red")).pop()', false],
  ['(await (await teams.get("red")).append(n))', false],
  ['await teams.update("red", (red) => { red.push(n); return red })', false],
])('what a proxy gave is changed, and not put back: %s', async (body, isLost) => {
  const found = isLost ? ['work: nested-change-lost teams (2)'] : []
  const work = (type: string) =>
    `import { Manager, type DictProxy } from 'multiprocessing'\nasync function work(teams: ${type}, n: number) { ${body} }`
  expect(await hazards(work('DictProxy<string, any>'))).toEqual(found)
  expect(await hazards(work('Map<string, any>'))).toEqual([])
  const script = `import { Manager } from 'multiprocessing'\n${main(`await using manager = Manager(); const n = 1; const teams = await manager.dict(); ${body.replace('return ', '')}`)}`
  expect(await hazards(script)).toEqual(isLost ? [': nested-change-lost teams (2)'] : [])
})

test.each([
  ['constructor(text, code) { super(text); this.code = code }', true],
  ['constructor(public readonly code: number, text: string) { super(text) }', true],
  ['constructor(code) { super(); this.code = code }', true],
  ['constructor(text, code) { super(text, code) }', false],
  ['constructor(code) { super(`code ${code}`); this.code = code }', false],
  ['constructor(text, code = 1, ...more) { super(text) }', false],
  ['constructor(text: string, code?: number) { super(text) }', false],
  ['constructor(...all) { super(...all) }', false],
  ['code = 1', false],
])('an error that pickle could not rebuild: %s', async (body, isRefused) => {
  const found = isRefused ? ['Refused: unpicklable-error Refused (1)'] : []
  expect(await hazards(`class Refused extends Error { ${body} }`)).toEqual(found)
})
