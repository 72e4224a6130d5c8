/** Whether this Node can run the set-up and the builds. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './paths.mjs'
import { SetupError } from './progress.mjs'

/** @throws SetupError */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const complaint = complaintAbout(process.versions.node, engines.node.replace('>=', ''))
  if (complaint !== null) throw new SetupError(complaint)
}

/** @returns a sentence, or `null` when `version` is not older than `least` */
export function complaintAbout(version, least) {
  const [major, minor] = version.split('.').map(Number)
  const [leastMajor, leastMinor] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return null
  return `Parallab needs Node ${least} or later; this is Node ${version} (${process.execPath}). Install a newer one and start again.`
}
