import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Packages with native parts stay outside the bundles; everything else is bundled so that a start reads few files. */
export const external = [
  'electron',
  'koffi',
  '@photostructure/sqlite',
  'rolldown',
  'rolldown/experimental',
  'oxc-parser',
]

/** What a bundle holds of others; `npm run package` makes its notice of them. */
const license = { fileName: '.vite/license.json' }

/** Docstrings are for who reads the sources. */
const comments = { jsdoc: false }

export default defineConfig({
  main: {
    build: {
      target: 'node20',
      outDir: 'out/main',
      externalizeDeps: false,
      sourcemap: true,
      license,
      rollupOptions: { external, input: { index: at('main/index.ts') }, output: { comments } },
    },
  },
  preload: {
    build: {
      target: 'node20',
      outDir: 'out/preload',
      externalizeDeps: false,
      license,
      // CommonJS: a sandboxed preload script has to be, and utility processes load it faster (utility/boot.ts).
      rollupOptions: {
        external: ['electron', /^@koromix\//],
        input: {
          index: at('preload/index.ts'),
          boot: at('utility/boot.ts'),
          utility: at('utility/entry.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', comments },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      // 13 MB for the package instead of 21; the type checker alone is 11 MB of source.
      minify: true,
      outDir: at('out/renderer'),
      license,
      // Nothing in data: addresses, which the page's policy refuses for fonts.
      assetsInlineLimit: 0,
      rollupOptions: { input: at('renderer/index.html') },
    },
    plugins: [svelte({ configFile: at('svelte.config.js') })],
  },
})
