import { randomLcg } from 'd3-random'
import { expect, test } from 'vitest'
import { findDeadlocks } from '.'
import { anyProgram, correctProgram } from './programs'
import { Simulation } from './simulated'

/** A program is looked at after so many steps. */
const LOOK = 3

test('10,000 programs that cannot lock up raise no alarm, whatever their schedule', () => {
  for (let seed = 1; seed <= 10_000; seed++) {
    const random = randomLcg(seed)
    const run = new Simulation(correctProgram(random))
    for (let steps = 1; !run.hasEnded; steps++) {
      const found = steps % LOOK === 0 ? findDeadlocks(run.snapshot()) : []
      if (run.isStuck || found.length > 0) expect.fail(`program ${seed}: ${found[0]?.sentence ?? 'it locks up'}`)
      run.step(random)
    }
  }
})

test('1,000 programs that lock up are found out, and nobody is named who goes on later, but in doubt', () => {
  let lockedUp = 0
  let rescued = 0
  for (let seed = 1; lockedUp < 1000; seed++) {
    const random = randomLcg(seed)
    const run = new Simulation(anyProgram(random))
    const named = new Map<number, number>()
    const doubted = new Map<number, number>()
    const look = () => {
      const found = findDeadlocks(run.snapshot())
      for (const { processes, rescuers } of found)
        for (const process of processes) (rescuers.length === 0 ? named : doubted).set(process, run.stepsOf(process))
      return found
    }
    while (!run.hasEnded && !run.isStuck) {
      look()
      run.step(random)
    }
    for (const [process, steps] of named) expect(run.stepsOf(process), `program ${seed}`).toBe(steps)
    for (const [process, steps] of doubted) if (run.stepsOf(process) !== steps) rescued++
    if (!run.isStuck) continue
    lockedUp++
    const [deadlock] = look()
    expect(deadlock?.rescuers, `program ${seed}`).toEqual([])
    expect(deadlock?.sentence, `program ${seed}`).toMatch(/ waits? (for|at) .+\.$/)
  }
  expect(rescued).toBeGreaterThan(0)
})
