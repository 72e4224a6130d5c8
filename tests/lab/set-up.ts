/** Once before all tests of the lab: what is missing or outdated is set up, so that no run's stderr tells of it. */
import { setUp } from '../../scripts/setup/index.mjs'

export async function setup(): Promise<void> {
  await setUp()
}
