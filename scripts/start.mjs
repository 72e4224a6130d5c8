/** `npm start`: sets up what is missing, then opens the window, or runs the pool example where there is no display. */
import { existsSync } from 'node:fs'
import { runParallab } from './electron.mjs'
import { setUp } from './setup/index.mjs'

try {
  await setUp()
  const args = process.argv.slice(2)
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (hasDisplay) process.exitCode = await runParallab(args, { headless: false })
  else {
    const words = args.length > 0 && existsSync(args[0]) ? args : ['examples/primes.ts', ...args]
    process.stdout.write(`No display here: running ${words[0]} in the terminal.\n\n`)
    process.exitCode = await runParallab(['run', ...words], { headless: true })
    process.stdout.write(
      '\nFor the window start it where there is a display, or on a virtual one: xvfb-run -a npm start\n',
    )
  }
} catch (error) {
  process.stderr.write(`parallab: ${error.name === 'SetupError' ? error.message : error.stack}\n`)
  process.exitCode = 1
}
