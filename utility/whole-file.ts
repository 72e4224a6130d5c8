/** Files that processes make for each other. */
import { renameSync, writeFileSync } from 'node:fs'

/** Who reads the file meanwhile sees the one before or this one, whole. */
export function writeWhole(file: string, ...parts: readonly Uint8Array[]): void {
  const beside = `${file}.${process.pid}`
  writeFileSync(beside, Buffer.concat(parts))
  renameSync(beside, file)
}
