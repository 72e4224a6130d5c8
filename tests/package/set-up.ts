/** Once before the tests of the package: it is made, where its parts have changed. */
import { setUp } from '../../scripts/setup/index.mjs'
import { makePackage } from '../../scripts/package/index.mjs'

export async function setup(): Promise<void> {
  await setUp({ windowTests: true })
  await makePackage(['dir'])
}
