import { expect, test } from 'vitest'
import { find, nameOf, pages, partsOf, rendered, type HelpPage } from './pages'

const page: HelpPage = {
  name: 'a',
  title: 'A',
  text: '# A\n\nFirst.\n\n## `Pool.map`\n\nMaps <script>alert(1)</script> a list.\n\n```ts\n# no heading\n```\n',
}

test('a page is taken apart at its headings, not within code', () => {
  expect(partsOf(page).map(({ heading, anchor }) => [heading, anchor])).toEqual([
    ['A', 'a'],
    ['Pool.map', 'poolmap'],
  ])
})

test('what has the words in its heading comes first', () => {
  const parts = [
    { page: 'a', heading: 'Other', anchor: 'other', text: 'says pool' },
    { page: 'a', heading: 'Pool', anchor: 'pool', text: '' },
  ]
  expect(find(parts, 'POOL', 9).map(({ heading }) => heading)).toEqual(['Pool', 'Other'])
  expect(find(parts, ' ', 9)).toEqual([])
})

test('HTML is shown as it stands', () => {
  expect(rendered(page)).not.toContain('<script')
  expect(rendered(page)).toContain('&#60;script&#62;')
  expect(rendered(page)).toContain('<h2 id="help-poolmap"')
})

test('the documentation of the library is there, and every name of it is found', async () => {
  const all = await pages()
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['api', 'conformance', 'method']))
  const parts = all.flatMap(partsOf)
  for (const name of ['Pool', 'Queue', 'RLock', 'Manager'])
    expect(find(parts, name, 5).map(({ heading }) => heading)).toContainEqual(expect.stringContaining(name))
  expect(nameOf('../api.md#pool')).toBe('api')
})

test('headings of one name have anchors of their own, and each part leads to its heading', async () => {
  const twice = { ...page, text: '# A\n\n## Uses\n\n# B\n\n## Uses\n\n## Uses 1\n' }
  expect(partsOf(twice).map(({ anchor }) => anchor)).toEqual(['a', 'uses', 'b', 'uses-1', 'uses-1-1'])
  for (const one of [twice, ...(await pages())]) {
    const ids = [...rendered(one).matchAll(/<h\d id="help-([^"]*)"/g)].map((found) => found[1])
    expect(partsOf(one).map(({ anchor }) => anchor)).toEqual(ids)
  }
})
