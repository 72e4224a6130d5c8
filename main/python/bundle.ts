/** The bundles of Python's processes, see python.config.ts. */
import { fileURLToPath } from 'node:url'

export function pythonBundle(name: 'process' | 'snapshot'): string {
  return fileURLToPath(new URL(`../python/${name}.cjs`, import.meta.url))
}
