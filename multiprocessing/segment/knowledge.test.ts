import { afterAll, beforeAll, expect, test } from 'vitest'
import { encode } from '../encoding'
import { Lock } from '../synchronize/lock'
import { confined, noteArrival } from './knowledge'
import { OBJECTS_AT } from './layout'
import { OBJECT_RECORD, OBJECTS } from './object-layout'
import { Player } from './player'
import { Segment } from './segment'

let run: Segment
let maker: Player

beforeAll(() => {
  run = Segment.create(8, 0)
  maker = new Player(run)
  maker.enter()
})

afterAll(() => run.memory.unmap())

function knowledge({ number }: { readonly number: number }) {
  const at = OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size
  return { known: run.u32(at + OBJECT_RECORD.known), travelled: run.u32(at + OBJECT_RECORD.travelled) }
}

test('what goes out in a message may be known to anybody', () => {
  const lock = new Lock()
  expect(knowledge(lock)).toEqual({ known: 1 << maker.slot, travelled: 0 })
  encode([{ lock }], 'item')
  expect(knowledge(lock)).toEqual({ known: 1 << maker.slot, travelled: 1 })
})

test('what is encoded for one process is known to that one, from when it is named', () => {
  const lock = new Lock()
  const { company } = confined(() => encode([lock, { again: lock }], 'args'))
  expect(knowledge(lock)).toEqual({ known: 1 << maker.slot, travelled: 0 })
  noteArrival(company, 5)
  expect(knowledge(lock)).toEqual({ known: (1 << maker.slot) | (1 << 5), travelled: 0 })
})

test('what could not be encoded for one process leaves nothing confined', () => {
  const lock = new Lock()
  expect(() => confined(() => encode([lock, Symbol('no')], 'args'))).toThrow('symbol')
  encode(lock, 'item')
  expect(knowledge(lock).travelled).toBe(1)
})
