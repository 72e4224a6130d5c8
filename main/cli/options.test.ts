import { describe, expect, test } from 'vitest'
import { parseRun, UsageError } from './options'

test('options, the file and what belongs to the script are told apart', () => {
  expect(
    parseRun([
      '--pool-size',
      '4',
      '--chunk-size',
      '9',
      'a.ts',
      '--memory-limit',
      '64',
      '--timeout=1.5',
      '--json',
      '--break-deadlocks',
      '--',
      '--json',
      'x',
    ]),
  ).toEqual({
    file: 'a.ts',
    poolSize: 4,
    chunkSize: 9,
    memoryLimit: 64 * 2 ** 20,
    timeout: 1.5,
    events: null,
    json: true,
    breakDeadlocks: true,
    history: true,
    measure: true,
    args: ['--json', 'x'],
  })
})

describe('bad words are refused in one line', () => {
  test.each([
    [[], 'which script? parallab run FILE'],
    [['a.ts', 'b.ts'], "unexpected 'b.ts'; what the script is to get stands behind --"],
    [['a.ts', '--pool-size', '0'], "--pool-size must be a whole number from 1 to 64, not '0'"],
    [['a.ts', '--pool-size', '-1'], "--pool-size must be a whole number from 1 to 64, not '-1'"],
    [['a.ts', '--pool-size', '1.5'], "--pool-size must be a whole number from 1 to 64, not '1.5'"],
    [['a.ts', '--pool-size', 'abc'], "--pool-size must be a whole number from 1 to 64, not 'abc'"],
    [['a.ts', '--pool-size', '65'], "--pool-size must be a whole number from 1 to 64, not '65'"],
    [
      ['a.ts', '--pool-size', '99999999999999999999'],
      "--pool-size must be a whole number from 1 to 64, not '99999999999999999999'",
    ],
    [['a.ts', '--pool-size', ''], "--pool-size must be a whole number from 1 to 64, not ''"],
    [['a.ts', '--pool-size', '1e1'], "--pool-size must be a whole number from 1 to 64, not '1e1'"],
    [['a.ts', '--chunk-size', '0'], "--chunk-size must be a whole number from 1 to 1000000000, not '0'"],
    [['a.ts', '--memory-limit', '0'], "--memory-limit must be a whole number from 1 to 65536, not '0'"],
    [['a.ts', '--timeout', 'soon'], "--timeout must be a number of seconds above 0 and at most 2147483, not 'soon'"],
    [['a.ts', '--timeout', '0'], "--timeout must be a number of seconds above 0 and at most 2147483, not '0'"],
    [['a.ts', '--timeout', '-1'], "--timeout must be a number of seconds above 0 and at most 2147483, not '-1'"],
    [['a.ts', '--timeout', '-0.5'], "--timeout must be a number of seconds above 0 and at most 2147483, not '-0.5'"],
    [
      ['a.ts', '--timeout', 'Infinity'],
      "--timeout must be a number of seconds above 0 and at most 2147483, not 'Infinity'",
    ],
    [
      ['a.ts', '--timeout', '2147484'],
      "--timeout must be a number of seconds above 0 and at most 2147483, not '2147484'",
    ],
    [['a.ts', '--pool-size'], "Option '--pool-size <value>' argument missing"],
    [['a.ts', '--timeout', '--json'], "Option '--timeout' argument is ambiguous"],
    [['a.ts', '--json=yes'], "Option '--json' does not take an argument"],
    [['a.ts', '-x'], "Unknown option '-x'"],
    [['a.ts', '--fast'], "Unknown option '--fast'"],
  ])('%j', (args, message) => {
    expect(() => parseRun(args)).toThrow(new UsageError(message))
  })
})
