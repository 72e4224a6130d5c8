import { afterAll, beforeAll, expect, test } from 'vitest'
import { becomeMain } from '../current-process'
import { attached } from '../segment/attachment'
import { PENDING } from '../segment/attempt'
import { Channel } from '../segment/channel'
import { CHANNEL } from '../segment/layout'
import { Player, watchAtomics } from '../segment/player'
import { Segment } from '../segment/segment'
import { Relay } from '../segment/relay'
import { Server } from './server'
import { noticeRecord } from './wire'

let run: Segment
let unwatch: () => void

beforeAll(() => {
  unwatch = watchAtomics()
  run = Segment.create(8, 0)
  new Player(run).enter()
  becomeMain()
})

afterAll(() => {
  unwatch()
  run.memory.unmap()
})

test('who has served stands in no line, whichever bell it has looked with; who found nothing does', () => {
  const requests = Channel.create(run)
  const server = new Server(new Map(), requests, new Uint8Array(32))
  const inLine = () => new Relay(run, requests.offset + CHANNEL.getters).count
  const { entry, syncEntry } = attached()
  for (const own of [entry, syncEntry]) {
    for (const object of [1, 2]) requests.tryPut(noticeRecord(entry, 'release', [object]), 0)
    expect([server['serve'](own), requests.count(), inLine()]).toEqual([true, 0, 0])
    expect([server['serve'](own), inLine()]).toEqual([PENDING, 1])
    requests.withdrawGetter(own)
  }
})
