import { expect, test } from 'vitest'
import { RunRecording } from './run-recording'
import { recorded, SILENT } from './sample'

test('what an error says is kept up to a length, and so many errors', () => {
  const keeper = { began: () => undefined, ended: () => undefined }
  const recording = new RunRecording(keeper, recorded(''))
  const heard = recording.over(SILENT)
  const error = { process: 0, processName: 'MainProcess', message: 'x'.repeat(1e6), file: null, line: 0, column: 0 }
  for (let i = 0; i < 200; i++) heard.uncaught(error)
  const { errors } = recording.parts().events
  expect(errors).toHaveLength(100)
  expect(errors[0]).toEqual({ runId: '', ...error, message: `${'x'.repeat(65_536)}…` })
})
