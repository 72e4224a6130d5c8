/** What electron-builder is to make: of which files, for which systems, under which names. */
import path from 'node:path'
import { setFuses } from './fuses.mjs'
import { electronIn, putDesktopEntry, putLauncher, PYTHON, removeSetUp, TYPESCRIPT } from './linux.mjs'

/** Bundles hold every package but those with native parts or of WebAssembly, which are `dependencies`. */
const FILES = [
  'package.json',
  'out/{main,preload,renderer,python}/**',
  '!**/.vite{,/**}',
  '!**/*.{map,cache,md,d.ts,d.mts,d.cts,c,cc,cpp,h,hh,inc,S,asm,gyp}',
  '!out/python/{.prepared,*.snapshot*}',
  // Of Python there are the interpreter and its library; what Pyodide loads over a network is not wanted.
  '!**/node_modules/pyodide/{*.html,*.mjs}',
  '!**/node_modules/!(pyodide)/**/*.wasm',
  '!**/node_modules/{ws,@types}{,/**}',
  '!**/node_modules/koffi/{doc,vendor,lib,cnoke.cjs}{,/**}',
  '!**/node_modules/@koromix/*/musl_*{,/**}',
  '!**/node_modules/@photostructure/sqlite/prebuilds/!(${platform}-${arch}){,/**}',
  '!**/node_modules/@photostructure/sqlite/prebuilds/*/*.musl.node',
  '!**/node_modules/{node-addon-api,@oxc-project}{,/**}',
]

/** Read as files: by the bundler, which is native, and by people. */
export const RESOURCES = ['examples', 'lessons']

/** Offered under "Open with", and never made the default. */
const FILE_TYPES = [
  { ext: ['ts', 'mts', 'cts'], name: 'TypeScript file', mimeType: TYPESCRIPT },
  { ext: 'py', name: 'Python file', mimeType: PYTHON },
  { ext: 'html', name: 'Parallab report', mimeType: 'text/html' },
  { ext: 'json', name: 'Parallab export', mimeType: 'application/json' },
]

/**
 * @param {{ output: string, icons: string, notices: string, site: string, electron: { folder: string, version: string } }} parts
 *   `electron` is the one at hand for this system
 */
export function configuration({ output, icons, notices, site, electron }) {
  return {
    appId: 'app.parallab',
    productName: 'Parallab',
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    copyright: 'MIT licence',
    directories: { output },
    electronDist: electron.folder,
    electronVersion: electron.version,
    // The interface is in English.
    electronLanguages: ['en-US'],
    npmRebuild: false,
    files: FILES,
    // What can be loaded from a file only; all else is in the archive.
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    extraResources: RESOURCES.map((name) => ({ from: name, to: name })),
    extraFiles: [
      { from: 'LICENSE', to: 'LICENSE' },
      { from: notices, to: path.basename(notices) },
      { from: site, to: 'docs' },
    ],
    fileAssociations: FILE_TYPES.map((type) => ({ ...type, role: 'Viewer', rank: 'Alternate' })),
    linux: {
      target: ['AppImage'],
      executableName: 'parallab',
      icon: icons,
      category: 'Development;Education',
      synopsis: 'A desktop lab for multiprocessing',
      syncDesktopName: true,
    },
    mac: { target: ['dmg'], icon: path.join(icons, '1024x1024.png'), category: 'public.app-category.developer-tools' },
    win: { target: ['nsis'], icon: path.join(icons, '256x256.png') },
    // Into the user's own folders, so that a teacher needs no administrator; for all users where there is one.
    nsis: { oneClick: false, perMachine: false, allowElevation: true },
    publish: null,
    afterExtract: ({ appOutDir, electronPlatformName }) => {
      if (electronPlatformName === 'linux') removeSetUp(appOutDir)
    },
    afterPack: async ({ appOutDir, electronPlatformName, packager }) => {
      if (electronPlatformName === 'linux') {
        putLauncher(appOutDir)
        putDesktopEntry(appOutDir, icons)
      }
      await setFuses(
        executableIn(appOutDir, electronPlatformName, packager.appInfo.productFilename),
        electronPlatformName,
      )
    },
  }
}

function executableIn(folder, platform, product) {
  if (platform === 'darwin') return path.join(folder, `${product}.app`, 'Contents', 'MacOS', product)
  return platform === 'win32' ? path.join(folder, `${product}.exe`) : electronIn(folder)
}
