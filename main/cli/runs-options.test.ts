import { expect, test } from 'vitest'
import { UsageError } from './options'
import { parseRuns } from './runs-options'

test.each([
  [[], { verb: 'list', search: '', limit: 20 }],
  [['list', 'prime', 'base', '--limit', '5'], { verb: 'list', search: 'prime base', limit: 5 }],
  [['list', '--all'], { verb: 'list', search: '', limit: null }],
  [['show', 'ab12'], { verb: 'show', id: 'ab12' }],
  [
    ['export', 'ab', '--format', 'csv', '--part=tasks', '-o', 'out/'],
    { verb: 'export', ids: ['ab'], format: 'csv', part: 'tasks', output: 'out/' },
  ],
  [
    ['export', '--format=json', 'ab', 'cd'],
    { verb: 'export', ids: ['ab', 'cd'], format: 'json', part: null, output: null },
  ],
  [['import', 'a.html', 'b.json'], { verb: 'import', files: ['a.html', 'b.json'] }],
  [['delete', 'ab', 'cd'], { verb: 'delete', ids: ['ab', 'cd'] }],
  [['restore', 'ab'], { verb: 'restore', ids: ['ab'] }],
  [['name', 'ab', 'base', 'line'], { verb: 'name', id: 'ab', text: 'base line' }],
  [['name', 'ab', ''], { verb: 'name', id: 'ab', text: '' }],
  [['note', 'ab', 'before'], { verb: 'note', id: 'ab', text: 'before' }],
  [['tag', 'ab', 'x', 'y'], { verb: 'tag', id: 'ab', tags: ['x', 'y'] }],
  [['limit'], { verb: 'limit', bytes: undefined }],
  [['limit', '10'], { verb: 'limit', bytes: 10 * 2 ** 20 }],
  [['limit', 'none'], { verb: 'limit', bytes: null }],
  [['trim', '--yes'], { verb: 'trim', isAgreed: true }],
  [['--help'], { verb: 'help' }],
])('%j', (words, act) => {
  expect(parseRuns(words)).toEqual({ act, json: false })
})

test('as data', () => {
  expect(parseRuns(['show', 'ab', '--json']).json).toBe(true)
})

test.each([
  [['shwo'], "there is no 'parallab runs shwo'; parallab runs --help lists what there is"],
  [['show'], 'which one? parallab runs show ID'],
  [['show', 'a', 'b'], "unexpected 'b'"],
  [['export', 'a'], "--format must be html or json or csv or svg or png or trace, not ''"],
  [['export', 'a', '--format', 'xml'], "--format must be html or json or csv or svg or png or trace, not 'xml'"],
  [['export'], 'which one? parallab runs export ID…'],
  [['import'], 'which file? parallab runs import FILE…'],
  [['delete'], 'which one? parallab runs delete ID…'],
  [['name', 'a'], 'parallab runs name ID TEXT'],
  [['name', 'a', 'x'.repeat(256)], 'a name may have 255 characters at most, not 256'],
  [['tag', 'a', 'x'.repeat(256)], 'a tag may have 255 characters at most, not 256'],
  [['tag', 'a', ...'x'.repeat(101)], 'there may be 100 tags at most, not 101'],
  [['limit', '-1'], "Unknown option '-1'"],
  [['limit', 'much'], "the limit in MiB must be a whole number from 1 to 1048576, not 'much'"],
  [['list', '--limit', '0'], "--limit must be a whole number from 1 to 1000000, not '0'"],
  [['list', '--fast'], "Unknown option '--fast'"],
])('%j is refused', (words, message) => {
  expect(() => parseRuns(words)).toThrow(new UsageError(message))
})
