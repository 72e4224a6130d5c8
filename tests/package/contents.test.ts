/** What lies in the package: everything that it needs, nothing of its making, and within a budget. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { expect, test } from 'vitest'
import { unpacked } from '../../scripts/package/index.mjs'
import { root } from '../../scripts/setup/paths.mjs'
import { resources } from './packaged'

const MB = 1e6
/** Electron for Linux alone takes 230 MB of the whole. */
const BUDGET = { whole: 310, own: 72 }

const archive = path.join(resources, 'app.asar')
const inside = listPackage(archive, { isPack: false })
const beside = readdirSync(unpacked, { recursive: true }).map(String)

test('nothing of its making is inside: no tests, sources, source maps, caches', () => {
  const allowed = /^\/(package\.json|out|out\/(main|preload|renderer|python)(\/.*)?|node_modules(\/.*)?)$/
  expect(inside.filter((file) => !allowed.test(file))).toEqual([])
  const unwanted = /\.map$|\.cache$|\.snapshot|\.tsx?$|\.test\.|(^|\/)(tests?|\.vite|\.git|\.setup)(\/|$)/
  expect(inside.filter((file) => unwanted.test(file))).toEqual([])
  expect(beside.filter((file) => unwanted.test(file) && !/^resources\/(examples|lessons)\//.test(file))).toEqual([])
})

test('of packages there are those alone that have native parts, and what they need', () => {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const own = new RegExp(`^(${Object.keys(dependencies).join('|')}|@(koromix|rolldown|oxc-parser)/.*|node-gyp-build)$`)
  const packages = new Set(inside.flatMap((file) => /\/node_modules\/((@[^/]+\/)?[^/@][^/]*)/.exec(file)?.[1] ?? []))
  expect([...packages].filter((name) => !own.test(name))).toEqual([])
  const natives = beside.filter((file) => file.endsWith('.node'))
  expect(natives.filter((file) => !file.includes(`${process.platform}-${process.arch}`))).toEqual([])
  expect(natives).toHaveLength(4)
})

test('of Python there is what runs without a network', () => {
  const files = inside.filter((file) => file.startsWith('/node_modules/pyodide/')).map((file) => path.basename(file))
  expect(files.sort()).toEqual([
    'package.json',
    'pyodide-lock.json',
    'pyodide.asm.js',
    'pyodide.asm.wasm',
    'pyodide.js',
    'python_stdlib.zip',
  ])
})

test('no file tells where it was made', () => {
  const files = inside.filter((file) => /\.(js|mjs|cjs|json|html|css)$/.test(file))
  const telling = files.filter((file) => extractFile(archive, file.slice(1)).includes(root.replace(/\/$/, '')))
  expect(telling).toEqual([])
})

test('the licences of everything by others are with it', () => {
  const notices = readFileSync(path.join(unpacked, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
  for (const name of [
    'svelte',
    'monaco-editor',
    'uplot',
    'valibot',
    'rolldown',
    'koffi',
    '@photostructure/sqlite',
    'pyodide',
    'CPython',
  ])
    expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'))
  for (const file of ['LICENSE', 'LICENSE.electron.txt', 'LICENSES.chromium.html']) expect(beside).toContain(file)
})

test('a desktop is told how to start it, and the documentation is with it', () => {
  const entry = readFileSync(path.join(unpacked, 'share', 'applications', 'parallab.desktop'), 'utf8')
  expect(entry).toMatch(/^Exec=parallab %f$/m)
  for (const file of ['share/mime/packages/parallab.xml', 'share/icons/hicolor/scalable/apps/parallab.svg'])
    expect(beside).toContain(file)
  expect(beside).toContain('docs/index.html')
})

test('it stays within its budget', () => {
  const size = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + statSync(path.join(unpacked, file)).size, 0) / MB
  const whole = size(beside.filter((file) => statSync(path.join(unpacked, file)).isFile()))
  const own = size(
    beside.filter((file) => file.startsWith('resources/') && statSync(path.join(unpacked, file)).isFile()),
  )
  process.stdout.write(`    the package: ${whole.toFixed(0)} MB, of which ${own.toFixed(0)} MB are the application\n`)
  expect({ whole: whole <= BUDGET.whole, own: own <= BUDGET.own }).toEqual({ whole: true, own: true })
})
