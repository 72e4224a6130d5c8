/** The parts of the set-up that need neither a network nor Electron; scripts/prove-set-up.mjs proves the whole. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runNode } from './command.mjs'
import { withLock } from './lock.mjs'
import { complaintAbout } from './node-version.mjs'
import { failed } from './progress.mjs'
import { hashOfFiles } from './stamp.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'parallab-set-up-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => path.join(folder, name)

test.each([
  ['20.19.0', null],
  ['20.20.2', null],
  ['22.0.0', null],
  ['20.18.1', 'Parallab needs Node 20.19 or later; this is Node 20.18.1'],
  ['18.20.4', 'Parallab needs Node 20.19 or later; this is Node 18.20.4'],
])('Node %s', (version, complaint) => {
  expect(complaintAbout(version, '20.19')?.split(' (')[0] ?? null).toBe(complaint)
})

describe('a failure says what to do', () => {
  test.each([
    ['npm error code ENOSPC', 'The disk is full'],
    ['npm error EACCES: permission denied', 'A folder may not be written'],
    ['getaddrinfo ENOTFOUND registry.invalid', 'The npm registry cannot be reached'],
    ['npm error code EINTEGRITY', 'A download was damaged'],
    ['something else', 'Start again'],
  ])('%s', (output, advice) => {
    const error = failed('It failed.', new Error(output))
    expect([error.name, error.message]).toEqual([
      'SetupError',
      expect.stringMatching(`^It failed. ${advice}.*\n${output}$`),
    ])
  })
})

describe('the lock', () => {
  const lock = at('lock')

  test('is held while the work goes on, and free after it has failed', async () => {
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      order.push(`${name} ends`)
      if (name === 'a') throw new Error('a fails')
    }
    const both = await Promise.allSettled([withLock(folder, work('a')), withLock(folder, work('b'))])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(existsSync(lock)).toBe(false)
  })

  test.each([
    ['a process that is gone', '999999999', 0],
    ['a process whose number another one has now', String(process.ppid), 3600],
  ])('of %s is taken over', async (_, holder, age) => {
    writeFileSync(lock, holder)
    const then = new Date(Date.now() - age * 1000)
    utimesSync(lock, then, then)
    expect(await withLock(folder, () => readFileSync(lock, 'utf8'))).toBe(String(process.pid))
  })
})

test('what a killed set-up had started ends with it', async () => {
  const pidFile = at('pid')
  const command = new URL('./command.mjs', import.meta.url).href
  const set = `import { runNode } from '${command}'\nawait runNode(['-e', 'require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)'])`
  const setUp = spawn(process.execPath, ['--input-type=module', '-e', set], { stdio: 'ignore' })
  const alive = (pid: number) => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    } catch {
      return false
    }
  }
  const until = async (is: () => boolean) => {
    while (!is()) await new Promise((resolve) => setImmediate(resolve))
  }
  await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '')
  const pid = Number(readFileSync(pidFile, 'utf8'))
  expect(alive(pid)).toBe(true)
  setUp.kill('SIGKILL')
  await once(setUp, 'exit')
  await until(() => !alive(pid))
})

test('a program that ends by itself is not disturbed', async () => {
  expect(await runNode(['-p', '6 * 7'])).toBe('42\n')
  await expect(runNode(['-e', 'console.error("why"); process.exit(3)'])).rejects.toThrow(/ended with 3:\nwhy\n$/)
})

test('sources that were looked at have their hash again without being read; a change of the same size is seen', () => {
  const [source, memo] = [at('source.ts'), at('memo')]
  const hash = () => hashOfFiles([source], memo)
  writeFileSync(source, 'one')
  const one = hash()
  const look = readFileSync(memo, 'utf8')
  expect(hash()).toBe(one)
  writeFileSync(memo, look.replace(one, 'remembered'))
  expect(hash()).toBe('remembered')
  writeFileSync(source, 'two')
  utimesSync(source, 1, 1)
  expect(hash()).not.toBe('remembered')
  expect(hash()).not.toBe(one)
})
