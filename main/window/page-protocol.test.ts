import { expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))
const { fileOf } = await import('./page-protocol')

test.each([
  ['lab://app/index.html', '/page/index.html'],
  ['lab://app/assets/a.js?x=1', '/page/assets/a.js'],
  ['lab://app/../../etc/passwd', '/page/etc/passwd'],
  ['lab://app/..%2f..%2fetc/passwd', '/page/etc/passwd'],
  ['lab://app/..%5c..%5cetc/passwd', '/page/..\\..\\etc/passwd'],
  ['lab://app/%00index.html', null],
  ['lab://app/%E0%A4%A', null],
  ['lab://app/', null],
  ['lab://other/index.html', null],
])('%s is served from %s', (address, file) => {
  expect(fileOf('/page', address)).toBe(file)
})
