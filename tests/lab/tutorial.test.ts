/** The tutorial's listings print what it says, and so do the Python listings beside them, where there is a Python. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ofType, withEvents } from './events'
import { runFile } from './parallab'
import { listings, type Listing } from './tutorial-listings'

const folder = fileURLToPath(new URL('../../examples/tutorial', import.meta.url))
const hasPython = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 8)']).status === 0

/** Seconds that a listing waits are these many times as long. */
const PACE = '0.05'

function seen({ inAnyOrder, varies }: Listing, stdout: string): readonly string[] {
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (varies === undefined ? line : line.replace(varies, '…')))
  return inAnyOrder ? lines.sort() : lines
}

test.concurrent.each(Object.entries(listings))('%s prints what the tutorial says', async (name, listing) => {
  const file = path.join(folder, `${name}.ts`)
  const run = (...args: string[]) => runFile(file, '--pool-size', '2', ...args, '--', PACE)
  const { code, stdout, stderr, events } = await withEvents(run)
  const wanted = listing.inAnyOrder ? [...listing.prints].sort() : listing.prints
  expect({ code, lines: seen(listing, stdout), stderr }).toEqual({ code: 0, lines: wanted, stderr: '' })
  expect(ofType(events, 'laws').map(({ laws }) => laws.filter(({ holds }) => !holds))).toEqual([[]])

  const twin = path.join(folder, `${name}.py`)
  expect(existsSync(twin)).toBe(true)
  if (!hasPython) return
  const env = { ...process.env, PYTHONUNBUFFERED: undefined }
  const python = await promisify(execFile)('python3', ['-B', twin, PACE], { env, timeout: 60_000 })
  expect({ lines: seen(listing, python.stdout), stderr: python.stderr }).toEqual({ lines: wanted, stderr: '' })
})

test.concurrent.each(Object.keys(listings).slice(1, 10))('%s in Python prints the same in the lab', async (name) => {
  const listing = listings[name] as Listing
  const twin = path.join(folder, `${name}.py`)
  const { code, stdout, stderr } = await runFile(twin, '--pool-size', '2', '--no-history', '--', PACE)
  const wanted = listing.inAnyOrder ? [...listing.prints].sort() : listing.prints
  expect({ code, lines: seen(listing, stdout), stderr }).toEqual({ code: 0, lines: wanted, stderr: '' })
})
