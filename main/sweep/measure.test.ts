import { expect, test, vi } from 'vitest'
import type { Lab } from '../lab'
import { usualLimits } from '../runs/request'
import { measure } from './measure'

vi.mock('electron', () => ({}))

test('a run that cannot begin leaves nobody who watches the machine', async () => {
  const lab = {
    start() {
      throw new Error('no memory')
    },
  } as unknown as Lab
  const watch = vi.fn(() => () => ({ otherLoad: 0, clock: null, sentence: null }))
  const script = { file: '', functions: [], code: '', map: '' }
  const request = { script, argv: [], cwd: '', poolSize: 1, chunkSize: null, limits: usualLimits(1) }
  const measured = measure(lab, request as never, { timeout: null, watch, began: () => undefined })
  await expect(measured).rejects.toThrow('no memory')
  expect(watch).not.toHaveBeenCalled()
})
