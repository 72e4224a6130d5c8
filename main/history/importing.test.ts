import { expect, test } from 'vitest'
import { parseDocument } from '../export/reading'
import { documentOf } from '../export/document'
import { RUN, SWEEP } from '../export/sample'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import { openSample, temporaryFile } from './place'

/** Without what belongs to the database rather than to the entry. */
function own(kept: KeptRun | KeptSweep) {
  return { ...kept, entry: { ...kept.entry, bytes: 0, shortId: '' } }
}

test.each([RUN, SWEEP])('an entry of another history is here as it was there', async (kept) => {
  const history = await openSample(temporaryFile())
  expect(await history.import(kept)).toBe(true)
  const found = history.get(kept.entry.id)
  expect(own(found)).toEqual(own(kept))
  const [read] = parseDocument(JSON.stringify(documentOf([found])), 'a.json')
  expect(read).toEqual(found)
  expect(history.list({ search: 'slow', limit: 1, offset: 0 }).total).toBe(1)
})

test('one that is here already stays as it is, and comes back when it was removed', async () => {
  const history = await openSample(temporaryFile())
  await history.import(RUN)
  await history.rename(RUN.entry.id, 'Mine')
  await history.remove([RUN.entry.id])
  expect(await history.import({ ...RUN, script: { ...RUN.script, text: 'forged' } })).toBe(false)
  expect(history.list({ search: '', limit: 9, offset: 0 }).entries).toMatchObject([{ name: 'Mine' }])
  expect(history.get(RUN.entry.id).script.text).toBe(RUN.script.text)
})

test('what had not ended there is interrupted here', async () => {
  const history = await openSample(temporaryFile())
  await history.import({
    ...RUN,
    entry: { ...RUN.entry, state: 'running', exitcode: null, seconds: null },
    machine: null,
  })
  expect(history.get('5aaa')).toMatchObject({ machine: null, entry: { state: 'interrupted', seconds: null } })
})
