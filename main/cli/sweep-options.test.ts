import { expect, test } from 'vitest'
import { usualLimits } from '../runs/request'
import { UsageError } from './options'
import { parseSweep } from './sweep-options'

const seed = expect.any(Number) as number

test('without words of its own a sweep compares pool sizes from 1 to twice the processors', () => {
  expect(parseSweep(['a.ts'], 2)).toEqual({
    file: 'a.ts',
    settings: {
      axis: 'pool-size',
      values: [1, 2, 3, 4],
      poolSize: null,
      repeats: 5,
      warmups: 1,
      timeout: null,
      limits: usualLimits(null),
      memoryLimit: null,
      seed,
    },
    json: null,
    csv: null,
    html: null,
    history: true,
    args: [],
  })
  const { values, limits } = parseSweep(['a.ts'], 128).settings
  expect([values.length, limits.processes]).toEqual([64, 80])
})

test('chunk sizes are compared at one pool size; lists and ranges are put in order', () => {
  const words = ['--chunk-sizes', '64,1-4,16', '--pool-size', '2', '--repeats=9', '--warmup', '0', '--timeout', '0.5']
  expect(
    parseSweep([
      ...words,
      'a.ts',
      '--json',
      'a.json',
      '--csv',
      'a.csv',
      '--html',
      'a.html',
      '--memory-limit',
      '64',
      '--',
      '-x',
    ]),
  ).toEqual({
    file: 'a.ts',
    settings: {
      axis: 'chunk-size',
      values: [1, 2, 3, 4, 16, 64],
      poolSize: 2,
      repeats: 9,
      warmups: 0,
      timeout: 0.5,
      limits: usualLimits(2),
      memoryLimit: 64 * 2 ** 20,
      seed,
    },
    json: 'a.json',
    csv: 'a.csv',
    html: 'a.html',
    history: true,
    args: ['-x'],
  })
})

test.each([
  [[], 'which script? parallab sweep FILE'],
  [['--pool-sizes', '0'], "--pool-sizes must be whole numbers from 1 to 64, not '0'"],
  [['--pool-sizes', '-1'], "--pool-sizes must be whole numbers from 1 to 64, not '-1'"],
  [['--pool-sizes', '1,x'], "--pool-sizes must be whole numbers from 1 to 64, not 'x'"],
  [['--pool-sizes', '1.5'], "--pool-sizes must be whole numbers from 1 to 64, not '1.5'"],
  [['--pool-sizes', '1,,2'], "--pool-sizes must be whole numbers from 1 to 64, not ''"],
  [['--pool-sizes', ''], "--pool-sizes must be whole numbers from 1 to 64, not ''"],
  [['--pool-sizes', '1-65'], "--pool-sizes must be whole numbers from 1 to 64, not '65'"],
  [['--pool-sizes', '4-1'], "--pool-sizes must go from the smaller to the larger: 1-4, not '4-1'"],
  [['--pool-sizes', '1,2,1'], '--pool-sizes must not have 1 twice'],
  [['--pool-sizes', '1-4,3'], '--pool-sizes must not have 3 twice'],
  [['--chunk-sizes', '1-100000'], '--chunk-sizes may be 64 at most, not 100\u2009000'],
  [['--chunk-sizes', '1-40,101-140'], '--chunk-sizes may be 64 at most, not 80'],
  [['--chunk-sizes', '0'], "--chunk-sizes must be whole numbers from 1 to 1\u2009000\u2009000\u2009000, not '0'"],
  [
    ['--chunk-sizes', '1', '--pool-sizes', '1'],
    '--pool-sizes and --chunk-sizes: one is compared while the other stays; --pool-size N keeps it',
  ],
  [['--pool-size', '2'], '--pool-size goes with --chunk-sizes; to compare pool sizes name them: --pool-sizes 1,2,4'],
  [['--repeats', '0'], "--repeats must be a whole number from 1 to 1000, not '0'"],
  [['--warmup', 'x'], "--warmup must be a whole number from 0 to 1000, not 'x'"],
  [['--timeout', '0'], "--timeout must be a number of seconds above 0 and at most 2147483, not '0'"],
  [['--fast'], "Unknown option '--fast'"],
])('%j is refused in one line', (words, message) => {
  expect(() => parseSweep(words.length === 0 ? [] : ['a.ts', ...words])).toThrow(new UsageError(message))
})

test('chunk sizes are the affair of TypeScript alone', () => {
  const words = ['--chunk-sizes', '1,2', '--pool-size', '2']
  expect(() => parseSweep(['a.py', ...words])).toThrow(
    new UsageError("--chunk-sizes: CPython's Pool chooses the chunks of a Python script; give its map a chunksize"),
  )
  expect(parseSweep(['a.py', '--pool-sizes', '1,2']).settings.values).toEqual([1, 2])
})
