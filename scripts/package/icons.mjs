/** The application's icon in the sizes that desktops ask for, drawn from `icon.svg` by the Electron at hand. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronFlags } from '../electron.mjs'
import { run } from '../setup/command.mjs'
import { electronExecutable } from '../setup/electron.mjs'

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const at = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Writes `SIZExSIZE.png` for each size into the folder, and `icon.svg` beside them. */
export async function drawIcons(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const svg = readFileSync(at('icon.svg'), 'utf8')
  const words = [...electronFlags({ headless: true }), at('icon-drawing.mjs')]
  const env = { ...process.env, PARALLAB_DRAW: JSON.stringify({ svg, sizes: SIZES, folder }) }
  await run(electronExecutable(), words, { env })
  writeFileSync(path.join(folder, 'icon.svg'), svg)
}
