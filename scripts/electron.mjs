/** Starts the application on its Electron. */
import { spawn } from 'node:child_process'
import os from 'node:os'
import { electronExecutable } from './setup/electron.mjs'
import { root } from './setup/paths.mjs'
import { requireSandbox } from './setup/sandbox.mjs'

const QUIET = ['--log-level=3', '--disable-logging']
/** Without a window nobody needs processes that draw or reach the network: a start takes a tenth less. */
export const HEADLESS = [
  '--ozone-platform=headless',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--in-process-gpu',
  '--enable-features=NetworkServiceInProcess2',
]

/** Milliseconds that the application has for its end after a signal; its processes end with it. */
const PATIENCE = 5000

/**
 * Chromium's sandbox is for the page: without a window there is none, and it needs another user than root; there the page
 * is without Node and behind its policy all the same.
 */
export function electronFlags({ headless }) {
  return [...(headless || process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...QUIET, ...(headless ? HEADLESS : [])]
}

/** Runs Parallab with these arguments to its end; answers its exit code. */
export async function runParallab(args, { headless }) {
  if (!headless) await requireSandbox()
  // Before there is one: a signal may come as soon as it is there.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      child.kill(signal)
      setTimeout(() => child.kill('SIGKILL'), PATIENCE).unref()
    })
  const child = spawn(electronExecutable(), [...electronFlags({ headless }), root, ...args], {
    stdio: 'inherit',
    // Its own group, so that a terminal's Ctrl+C comes once, from here, and not to each of its processes as well.
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      PARALLAB_ARGV: JSON.stringify(args),
      PARALLAB_STARTER: String(process.pid),
      ELECTRON_ENABLE_LOGGING: undefined,
    },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]))
  })
}
