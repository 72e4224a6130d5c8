/** What this machine is, and which versions run on it. */
import os from 'node:os'
import { app } from 'electron'
import type { Machine } from '../protocol/lab'

export function machine(): Machine {
  const { electron, chrome, node } = process.versions
  return {
    platform: process.platform,
    arch: process.arch,
    cpus: os.availableParallelism(),
    cpuModel: os.cpus()[0]?.model ?? 'unknown',
    memory: os.totalmem(),
    electron,
    chrome: chrome ?? '',
    node,
    version: app.getVersion(),
  }
}
