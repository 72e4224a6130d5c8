/** Once before all tests of the lab: what is missing or outdated is set up, so that no run's stderr tells of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setUp } from '../../scripts/setup/index.mjs'

/** @returns the way out */
export async function setup(): Promise<() => Promise<void>> {
  await setUp()
  // The runs of the tests are kept apart from the user's.
  const userData = await mkdtemp(path.join(tmpdir(), 'parallab-data-'))
  process.env['PARALLAB_USER_DATA'] = userData
  return () => rm(userData, { recursive: true, force: true })
}
