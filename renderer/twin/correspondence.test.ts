import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { correspondence } from './correspondence'

const tutorial = fileURLToPath(new URL('../../examples/tutorial/', import.meta.url))
const read = (name: string) => readFileSync(tutorial + name, 'utf8')

function linesOf(script: string, twin: string): string[][] {
  const [ours, theirs] = [script, twin].map((text) => text.split('\n').map((line) => line.trim()))
  return correspondence(script, twin).map((pair) => [ours?.[pair.script - 1] ?? '', theirs?.[pair.twin - 1] ?? ''])
}

test('lines that name the same things belong together, whatever the languages call them', () => {
  expect(linesOf(read('01-hello.ts'), read('01-hello.py'))).toEqual([
    ['// Say hello from another process', '# Say hello from another process'],
    ["import { Process } from 'multiprocessing'", 'from multiprocessing import Process'],
    ['function display() {', 'def display():'],
    ["console.log('Hello! Welcome to Parallab')", "print('Hello! Welcome to Parallab')"],
    ['if (import.meta.main) {', "if __name__ == '__main__':"],
    ['const p = new Process({ target: display })', 'p = Process(target=display)'],
    ['p.start()', 'p.start()'],
    ['await p.join()', 'p.join()'],
  ])
})

test('a line without a like stays alone, and so do brackets and empty lines', () => {
  expect(linesOf('const a = 1\n\nlet other = thing()\n}\nb.close()', 'a = 1\n\n\nb.close()')).toEqual([
    ['const a = 1', 'a = 1'],
    ['b.close()', 'b.close()'],
  ])
  expect(correspondence('', '')).toEqual([])
})

test('of two that are alike the one whose order fits is taken', () => {
  const pairs = correspondence('p.start()\np.join()\nq.start()', 'p.start()\nq.start()\np.join()\nq.start()')
  expect(pairs).toEqual([
    { script: 1, twin: 1 },
    { script: 2, twin: 3 },
    { script: 3, twin: 4 },
  ])
})

test('in every listing of the tutorial most of the Python lines have their like', () => {
  for (const name of readdirSync(tutorial).filter((file) => file.endsWith('.py'))) {
    const twin = read(name)
    const lines = twin.split('\n').filter((line) => /\w/.test(line)).length
    const share = correspondence(read(name.replace('.py', '.ts')), twin).length / lines
    expect([name, share]).toEqual([name, expect.toSatisfy((value: number) => value > 0.7)])
  }
})
