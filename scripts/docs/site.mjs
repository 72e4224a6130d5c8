/** The documentation as a site of plain pages, which needs no network; a script is in it for the search only. */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../setup/paths.mjs'
import { renderMarkdown } from './site-markdown.mjs'
import { pageOf } from './site-page.mjs'

export const siteFolder = path.join(root, 'out', 'site')

const DECISIONS = readdirSync(path.join(root, 'docs', 'adr')).map((name) => `docs/adr/${name}`)

/** What the sidebar shows: files of the repository, in sections. */
const SECTIONS = [
  ['Guides', ['docs/guide/students.md', 'docs/guide/teachers.md', 'docs/guide/engineers.md', 'docs/guide/python.md']],
  ['Reference', ['docs/api.md', 'docs/conformance.md', 'docs/lessons.md', 'docs/formats.md']],
  ['Numbers', ['docs/method.md', 'docs/benchmarks.md', 'benchmarks/README.md']],
  ['Inside', ['ARCHITECTURE.md', 'CHANGELOG.md']],
  ['Decisions', DECISIONS.sort()],
]
const START = 'docs/index.md'
/** All that it is made of. */
export const sources = [START, ...SECTIONS.flatMap(([, files]) => files)]

/** Writes the site anew. @returns how many pages. @throws Error for a link to what is not in the repository */
export function writeSite(folder = siteFolder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const files = new Map(sources.map((source) => [source, fileOf(source)]))
  const pages = new Map(sources.map((source) => [source, renderMarkdown(source, files)]))
  const link = (source) => ({ file: files.get(source), title: pages.get(source).title })
  const sidebar = SECTIONS.map(([name, sources]) => ({ name, links: sources.map(link) }))
  for (const [source, { title, body, pictures }] of pages) {
    writeFileSync(path.join(folder, files.get(source)), pageOf({ file: files.get(source), title, body, sidebar }))
    for (const picture of pictures) copyFileSync(path.join(root, picture), path.join(folder, path.basename(picture)))
  }
  writeFileSync(path.join(folder, 'search-index.js'), `globalThis.parts = ${JSON.stringify(searched(files, pages))}\n`)
  for (const name of ['site.css', 'site-search.js'])
    copyFileSync(fileURLToPath(new URL(name, import.meta.url)), path.join(folder, name))
  return pages.size
}

/** The parts of all pages. As a script, since a page that is opened as a file can load nothing else. */
function searched(files, pages) {
  return [...pages].flatMap(([source, { title, parts }]) =>
    parts.map(({ anchor, heading, text }) => ({ page: title, href: `${files.get(source)}#${anchor}`, heading, text })),
  )
}

/** The name of a source's page: all of them stand in one folder. */
function fileOf(source) {
  const { dir, name } = path.posix.parse(source)
  if (name === 'README') return `${dir}-how.html`
  return `${dir === 'docs/adr' ? 'adr-' : ''}${name.toLowerCase()}.html`
}
