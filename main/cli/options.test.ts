import { describe, expect, test } from 'vitest'
import { parseRun, UsageError } from './options'

test('options, the file and what belongs to the script are told apart', () => {
  expect(parseRun(['--pool-size', '4', 'a.ts', '--timeout=1.5', '--json', '--', '--json', 'x'])).toEqual({
    file: 'a.ts',
    poolSize: 4,
    timeout: 1.5,
    events: null,
    json: true,
    args: ['--json', 'x'],
  })
})

describe('bad words are refused in one line', () => {
  test.each([
    [[], 'which script? parallab run FILE'],
    [['a.ts', 'b.ts'], "unexpected 'b.ts'; what the script is to get stands behind --"],
    [['a.ts', '--pool-size', '0'], "--pool-size must be a whole number from 1 to 64, not '0'"],
    [['a.ts', '--pool-size=-2'], "--pool-size must be a whole number from 1 to 64, not '-2'"],
    [['a.ts', '--pool-size', '1.5'], "--pool-size must be a whole number from 1 to 64, not '1.5'"],
    [['a.ts', '--timeout', 'soon'], "--timeout must be a number of seconds above 0, not 'soon'"],
    [['a.ts', '--fast'], "Unknown option '--fast'"],
  ])('%j', (args, message) => {
    expect(() => parseRun(args)).toThrow(new UsageError(message))
  })
})
