import { expect, onTestFinished, test } from 'vitest'
import { CpuTime } from './cpu-time'

test('where the system has no such clock, a sentence says so', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor
  onTestFinished(() => void Object.defineProperty(process, 'platform', platform))
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' })
  expect(() => new CpuTime()).toThrow('CPU time is counted on Linux only; on win32')
})
