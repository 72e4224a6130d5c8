import koffi from 'koffi'
import { expect, test } from 'vitest'
import { Segment } from '../multiprocessing/segment/segment'
import { rehearse } from './rehearsal'

const RLIMIT_NOFILE = 7

test('a rehearsal that fails, here for want of a descriptor, leaves the spare as it is', () => {
  const libc = koffi.load('libc.so.6')
  const getrlimit = libc.func('int getrlimit(int resource, _Out_ uint64_t *limits)')
  const setrlimit = libc.func('int setrlimit(int resource, const uint64_t *limits)')
  const limits = new BigUint64Array(2)
  getrlimit(RLIMIT_NOFILE, limits)
  setrlimit(RLIMIT_NOFILE, new BigUint64Array([0n, limits[1] as bigint]))
  try {
    expect(() => Segment.create(1, 0)).toThrow('gave no shared memory')
    expect(rehearse()).toBeUndefined()
  } finally {
    setrlimit(RLIMIT_NOFILE, limits)
  }
  expect(rehearse()).toBeUndefined()
})
