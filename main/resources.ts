/** What is different in a package from a checkout: where folders stand, and what the command is called. */
import path from 'node:path'
import { app } from 'electron'

/**
 * A folder of the application that is read as files: in a package it stands beside the archive.
 * @param name of a folder in the repository that `scripts/package/configuration.mjs` ships
 */
export function resourceFolder(name: 'examples' | 'lessons'): string {
  return path.join(app.isPackaged ? process.resourcesPath : app.getAppPath(), name)
}

/** What opens the window. */
export function startCommand(): string {
  return app.isPackaged ? 'parallab' : 'npm start'
}
