import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where downloads are kept, outside the checkout: `PARALLAB_CACHE`, or the user's cache folder. */
export function cacheFolder() {
  if (process.env.PARALLAB_CACHE) return process.env.PARALLAB_CACHE
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'parallab')
  if (process.platform === 'win32') return path.join(process.env.LOCALAPPDATA ?? homedir(), 'parallab', 'Cache')
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'parallab')
}
