/** The product: the package is started as it is installed, in a fresh data folder. */
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect as ofPlaywright } from '@playwright/test'
import { afterAll, expect, test } from 'vitest'
import { fusesOn } from '../../scripts/package/fuses.mjs'
import { electron, FreshUser, resources } from './packaged'

const expectPage = ofPlaywright.configure({ timeout: 30_000 })
const user = new FreshUser()
afterAll(() => user.remove())

/** A script in a folder of the user's own. */
function script(name: string, text: string): string {
  const file = path.join(user.folder, name)
  writeFileSync(file, text)
  return file
}

test('what the product does not need is off for good', async () => {
  expect(await fusesOn(electron)).toEqual(['OnlyLoadAppFromAsar'])
})

test('its doctor finds everything that it needs', async () => {
  const { code, stdout, stderr } = await user.parallab(['doctor'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(
    stdout
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('ok ')),
  ).toEqual([])
  expect(stdout).not.toContain('npm')
})

test('it brings its lessons', async () => {
  const { code, stdout } = await user.parallab(['lessons'])
  expect({ code, lines: stdout.trim().split('\n').length }).toEqual({
    code: 0,
    lines: readdirSync(path.join(resources, 'lessons')).length,
  })
})

test('it runs a listing that it brings, and keeps the run', async () => {
  const example = path.join(resources, 'examples', 'tutorial', '01-hello.ts')
  expect(await user.parallab(['run', example, '--pool-size', '2'])).toEqual({
    code: 0,
    stdout: 'Hello! Welcome to Parallab\n',
    stderr: '',
  })
  expect((await user.parallab(['runs', 'list'])).stdout).toContain('01-hello.ts')
})

test('it runs a pool of Python from a snapshot, which it makes anew where it is damaged or missing', async () => {
  const file = script(
    'pool.py',
    `from multiprocessing import Pool

def square(n):
    return n * n

if __name__ == '__main__':
    with Pool() as pool:
        print(pool.map(square, range(5)))
`,
  )
  const words = ['run', file, '--pool-size', '2', '--no-history']
  const wanted = { code: 0, stdout: '[0, 1, 4, 9, 16]\n' }
  rmSync(user.data, { recursive: true, force: true })
  const first = await user.parallab(words)
  expect(first).toMatchObject(wanted)
  expect(first.stderr).toMatch(/^parallab: Preparing Python, once: .+\nparallab: Python is prepared/)
  const [name, ...others] = readdirSync(user.data).filter((one) => one.endsWith('.snapshot'))
  expect(others).toEqual([])
  const snapshot = path.join(user.data, name as string)
  const { size } = statSync(snapshot)
  expect(await user.parallab(words)).toEqual({ ...wanted, stderr: '' })
  truncateSync(snapshot, size / 2)
  expect(await user.parallab(words)).toMatchObject(wanted)
  expect(await user.parallab(words)).toMatchObject(wanted)
  const { size: again, ino } = statSync(snapshot)
  expect(again).toBe(size)
  // What no start would notice is found by who examines the lab.
  const bytes = readFileSync(snapshot)
  bytes.writeUInt8(bytes.readUInt8(size / 2) ^ 1, size / 2)
  writeFileSync(snapshot, bytes)
  expect((await user.parallab(['doctor'])).stdout).toMatch(/^ok +Python .+ from a snapshot/m)
  expect(statSync(snapshot).ino).not.toBe(ino)
  expect(await user.parallab(words)).toEqual({ ...wanted, stderr: '' })
})

test('words after -- are the script’s, and its exit code is the command’s', async () => {
  const file = script('words.ts', `console.log(process.argv.slice(2).join(' ')); process.exit(7)`)
  expect(await user.parallab(['run', file, '--no-history', '--', '--no-sandbox', 'a b'])).toEqual({
    code: 7,
    stdout: '--no-sandbox a b\n',
    stderr: '',
  })
})

test('an interrupt ends it and everything that it has started', async () => {
  const file = script('waits.ts', `console.log('waiting'); setInterval(() => undefined, 1000)`)
  const { code } = await user.parallab(['run', file, '--no-history'], (child) => {
    child.stdout?.once('data', () => child.kill('SIGINT'))
  })
  expect(code).toBe(130)
})

test('it compares pool sizes and writes the report', async () => {
  const file = script(
    'small.ts',
    `import { Pool } from 'multiprocessing'
    if (import.meta.main) {
      await using pool = new Pool()
      console.log((await pool.map((n: number) => n * n, Array.from({ length: 2000 }, (_, i) => i))).length)
    }`,
  )
  const report = path.join(user.folder, 'small.parallab.html')
  const words = ['sweep', file, '--pool-sizes', '1,2', '--repeats', '1', '--warmup', '0', '--html', report]
  const { code, stderr } = await user.parallab(words)
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('rror') })
  expect(readFileSync(report, 'utf8')).toMatch(/^<!doctype html>/i)
})

test('its window runs the pool example', async () => {
  await user.window(async (page) => {
    await expectPage(page.locator('.monaco-editor .view-line').first()).toContainText('Count primes with a pool')
    await page.getByRole('spinbutton', { name: 'Pool size' }).fill('2')
    await page.keyboard.press('F5')
    await expectPage(page.locator('.status [role=status]')).toHaveText('Finished', { timeout: 200_000 })
    await expectPage(page.getByRole('log')).toContainText('1270607 primes below 20000000 with 2 workers')
    // The bundle's compiled code, for the next start.
    await expectPage.poll(() => readdirSync(user.data).filter((name) => name.endsWith('.cache'))).toHaveLength(1)
  })
})
