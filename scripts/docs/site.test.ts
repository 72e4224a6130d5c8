/** The site stands alone: every link leads somewhere, nothing is loaded from elsewhere. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, expect, test } from 'vitest'
import { root } from '../setup/paths.mjs'
import { writeSite } from './site.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'parallab-site-'))
afterAll(() => rmSync(folder, { recursive: true }))
const count = writeSite(folder)
const names = readdirSync(folder)
const pages = new Map(
  names.filter((name) => name.endsWith('.html')).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
)
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found as string)

test('every page of the documentation is in it', () => {
  const documents = readdirSync(path.join(root, 'docs'), { recursive: true }).filter((name) =>
    String(name).endsWith('.md'),
  )
  // The architecture, the changelog and how the benchmarks are made stand elsewhere in the repository.
  expect([pages.size, count]).toEqual([documents.length + 3, documents.length + 3])
})

test('each has one title of its own and is in the sidebar', () => {
  const titles = [...pages.values()].map((text) => all(text, /<title>(.*?)<\/title>/g).join())
  expect(new Set(titles).size).toBe(pages.size)
  for (const [name, text] of pages) {
    expect([name, all(text, /<(h1) /g).length, all(text, /<a href="([^"]*)" aria-current/g)]).toEqual([name, 1, [name]])
  }
})

test('every link leads to a page, and to a place in it where it names one', () => {
  const dead = [...pages].flatMap(([name, text]) =>
    all(text, /<a [^>]*href="([^"]*)"/g)
      .filter((href) => !href.startsWith('https://'))
      .filter((href) => {
        const [file, hash] = href.split('#') as [string, string | undefined]
        const target = pages.get(file === '' ? name : file)
        return target === undefined || (hash !== undefined && !target.includes(`id="${hash}"`))
      })
      .map((href) => `${name}: ${href}`),
  )
  expect(dead).toEqual([])
})

test('nothing is loaded from elsewhere, and the search is the only script', () => {
  for (const [name, text] of pages) {
    const loaded = [...all(text, /<(?:img|link|script)[^>]* (?:src|href)="([^"]*)"/g)]
    expect([name, loaded.filter((file) => !names.includes(file))]).toEqual([name, []])
    expect([name, all(text, /<script([^>]*)/g)]).toEqual([name, [' defer src="site-search.js"']])
    expect([name, all(text, /<(iframe|object|embed|video|audio)\b/g)]).toEqual([name, []])
  }
  expect(readFileSync(path.join(folder, 'site.css'), 'utf8')).not.toMatch(/url\(|@import/)
})

test('every heading of every page is searched, with its text and a link to it alone', () => {
  const context: { parts?: readonly Part[] } = {}
  runInNewContext(readFileSync(path.join(folder, 'search-index.js'), 'utf8'), context)
  const headings = [...pages].flatMap(([name, text]) => all(text, /<h\d id="([^"]*)"/g).map((id) => `${name}#${id}`))
  const parts = context.parts ?? []
  expect(parts.map(({ href }) => href).sort()).toEqual(headings.sort())
  expect(new Set(headings).size).toBe(headings.length)
  expect(parts.filter(({ page, heading }) => page === '' || heading === '')).toEqual([])
  expect(parts.filter(({ text }) => /<\/?(p|td|code)>|&amp;|&lt;/.test(text))).toEqual([])
  expect(parts).toContainEqual({
    page: 'The library',
    href: 'api.html#lock-1',
    heading: 'Lock',
    text: expect.stringContaining('multiprocessing.Lock'),
  })
})

interface Part {
  readonly page: string
  readonly href: string
  readonly heading: string
  readonly text: string
}
