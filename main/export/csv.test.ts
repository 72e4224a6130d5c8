import { expect, test } from 'vitest'
import { csv } from './csv'

test('a line of names, then a line a row; what would be taken for a separator is quoted', () => {
  const rows = [
    [1, 'a, b', 'say "hi"\nagain', null],
    [2.5, 'c', '', true],
  ]
  expect(csv(['id', 'name', 'note', 'is_new'], rows)).toBe(
    'id,name,note,is_new\r\n1,"a, b","say ""hi""\nagain",\r\n2.5,c,,true\r\n',
  )
  expect(csv(['id'], [])).toBe('id\r\n')
})
