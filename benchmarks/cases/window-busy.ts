/** 10,000 tasks and 10,000 lines a second, evenly, until it is stopped; run in the window by `window-busy.mjs`. */
import { Pool, sleep } from 'multiprocessing'
import { now } from './figure'

const RATE = 10_000
/** Milliseconds between two portions. */
const PORTION = 20
const SIZE = (RATE * PORTION) / 1000
/** Milliseconds of delay that are made up for; more, as while a window comes to rest, would be another load than is wanted. */
const CAUGHT_UP = 100

function square(n: number): number {
  return n * n
}

if (import.meta.main) {
  const pool = new Pool(2)
  await pool.apply(square, [1])
  const items = Array.from({ length: SIZE }, (_, i) => i)
  let due = now()
  for (let portion = 1; ; portion++) {
    for (let i = 0; i < SIZE; i++) console.log(`line ${portion * SIZE + i} of a script that prints a good deal`)
    await pool.map(square, items, 10)
    due = Math.max(due + PORTION, now() - CAUGHT_UP)
    await sleep(Math.max(0, due - now()) / 1000)
  }
}
