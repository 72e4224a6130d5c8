/** The real window in Playwright's hands: for the tests, the benchmarks and README's picture. */
import { spawn, spawnSync } from 'node:child_process'
import { electronFlags } from './electron.mjs'
import { electronExecutable } from './setup/electron.mjs'
import { root } from './setup/paths.mjs'

/**
 * Starts the built lab.
 * @param {{ userData: string, words?: readonly string[], display?: string, timeout?: number }} options
 *   `words` are those of the command line, `display` is that of the caller if not named
 * @returns Playwright's hold on Electron; its `firstWindow()` is the page
 */
export async function launchWindow({ userData, words = [], display = process.env.DISPLAY ?? '', timeout = 30_000 }) {
  const { _electron } = await import('@playwright/test')
  return _electron.launch({
    executablePath: electronExecutable(),
    args: [...electronFlags({ headless: false }), root],
    env: { ...process.env, DISPLAY: display, PARALLAB_ARGV: JSON.stringify(words), PARALLAB_USER_DATA: userData },
    timeout,
  })
}

/** The display there is, or a virtual one of our own. @throws Error when there is none and none can be made */
export async function openDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY)
    return { name: process.env.DISPLAY ?? '', close: () => undefined }
  return openVirtualDisplay()
}

/** Whether this machine can make displays of its own. */
export function hasVirtualDisplays() {
  return process.platform === 'linux' && spawnSync('which', ['Xvfb']).status === 0
}

/** A display of our own; it goes with this process. @throws Error when none can be made */
export async function openVirtualDisplay() {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise((resolve, reject) => {
    screen.once('error', () => reject(new Error('there is no display, and no Xvfb to make one')))
    screen.stdio[3].once('data', (chunk) => resolve(chunk.toString().trim()))
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  const close = () => screen.kill()
  process.once('exit', close)
  return { name: `:${number}`, close }
}
