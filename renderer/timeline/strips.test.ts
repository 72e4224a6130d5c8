import { expect, test } from 'vitest'
import { Strips } from './strips'

function drawn(strips: Strips) {
  const runs: (readonly [number, number, number, number])[] = []
  strips.each((from, to, strength, kind) => runs.push([from, to, Math.round(strength * 100) / 100, kind]))
  return runs
}

test('pixels are as strong as the share of time in them, and neighbours that are alike are one run', () => {
  const strips = new Strips()
  strips.begin(20)
  for (let i = 0; i < 40; i++) strips.add(i / 4, i / 4 + 0.125, 1, 5)
  strips.add(12, 14.5, 1, 2)
  expect(drawn(strips)).toEqual([
    [0, 10, 0.5, 5],
    [12, 14, 1, 2],
    [14, 15, 0.5, 2],
  ])
  strips.begin(10)
  expect(drawn(strips)).toEqual([])
})

test('a pixel has the kind that takes most of it, and what has no length is seen', () => {
  const strips = new Strips()
  strips.begin(4)
  strips.add(1, 1.2, 1, 3)
  strips.add(1.2, 1.9, 1, 4)
  strips.add(3.5, 3.5, 1, 6)
  expect(drawn(strips)).toEqual([
    [1, 2, 0.92, 4],
    [3, 4, 0.08, 6],
  ])
})

test('what lies outside of the window is left out', () => {
  const strips = new Strips()
  strips.begin(5)
  strips.add(-10, 1, 1, 1)
  strips.add(4, 50, 1, 1)
  strips.add(7, 9, 1, 1)
  expect(drawn(strips)).toEqual([
    [0, 1, 1, 1],
    [4, 5, 1, 1],
  ])
})
