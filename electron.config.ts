import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Packages with native parts stay outside the bundles; everything else is bundled so that a start reads few files. */
const external = ['electron', 'koffi', 'rolldown', 'rolldown/experimental', 'oxc-parser']

export default defineConfig({
  main: {
    build: {
      target: 'node20',
      outDir: 'out/main',
      externalizeDeps: false,
      sourcemap: true,
      rollupOptions: { external, input: { index: at('main/index.ts'), utility: at('utility/entry.ts') } },
    },
  },
})
