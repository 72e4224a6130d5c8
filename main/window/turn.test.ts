import { expect, test } from 'vitest'
import { Turn } from './turn'

const [one, other] = [{}, {}]
const run = { kind: 'run', script: 'primes.ts' } as const

test('while one runs nobody else may, and each is told in its own words', () => {
  const turn = new Turn()
  const giveBack = turn.take(one, run)
  expect(() => turn.take(one, run)).toThrow('A run is going on; stop it first.')
  expect(() => turn.take(other, run)).toThrow('A run of primes.ts is going on in another window; stop it there first.')
  expect([turn.isTaken, turn.beside(one), turn.beside(other)]).toEqual([true, null, run])
  giveBack()
  expect([turn.isTaken, turn.beside(other)]).toEqual([false, null])
})

test('it is given back once, and never for somebody else', () => {
  const turn = new Turn()
  let changes = 0
  turn.changed = () => changes++
  const giveBack = turn.take(one, run)
  giveBack()
  turn.take(other, run)
  giveBack()
  expect([turn.beside(one), changes]).toEqual([run, 3])
})
