import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The bundles of Python's processes. In a build of their own: they would share chunks with those in electron.config.ts, and
 * a process of TypeScript would read several files where `utility/boot.ts` has one, compiled ahead.
 */
export default defineConfig({
  preload: {
    build: {
      target: 'node20',
      outDir: 'out/python',
      // Python's snapshot lies there and outlives a build that does not concern it.
      emptyOutDir: false,
      externalizeDeps: false,
      isolatedEntries: true,
      rollupOptions: {
        external: ['electron', 'pyodide', /^@koromix\//],
        input: { process: at('python/process.ts'), worker: at('python/worker.ts'), snapshot: at('python/snapshot.ts') },
        // Docstrings are for who reads the sources.
        output: { format: 'cjs', entryFileNames: '[name].cjs', comments: { jsdoc: false } },
      },
    },
  },
})
