/** What this machine is, and which versions run on it: for the page, and kept with each run. */
import os from 'node:os'
import { app } from 'electron'
import type { Machine } from '../protocol/lab'

export function machine(): Machine {
  const { electron, chrome, node, v8 } = process.versions
  return {
    platform: process.platform,
    os: `${os.type()} ${os.release()}`,
    arch: process.arch,
    cpus: os.availableParallelism(),
    cpuModel: os.cpus()[0]?.model ?? 'unknown',
    memory: os.totalmem(),
    electron,
    chrome: chrome ?? '',
    node,
    v8,
    version: app.getVersion(),
  }
}
