/** Folders of the application that are read as files: below the checkout, in a package beside its archive. */
import path from 'node:path'
import { app } from 'electron'

/** @param name of a folder in the repository that `scripts/package/configuration.mjs` ships */
export function resourceFolder(name: 'examples' | 'lessons'): string {
  return path.join(app.isPackaged ? process.resourcesPath : app.getAppPath(), name)
}
