/** The process of a manager's server, and how those who know its address find it. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { decode, encode } from '../encoding'
import { ignoreInterrupts } from '../host'
import { registerName } from '../places'
import { currentProcess } from '../current-process'
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import { RUNNING, SERVES, SLOT, SLOTS } from '../segment/layout'
import { readSlot, slotAt } from '../segment/slots'
import type { Registered } from './registry'
import { Server } from './server'
import type { ServerKey } from './wire'

/** What a server is told when it starts. */
export interface ServerSetup {
  /** Default: the name of the server's process. */
  readonly address: string | null
  readonly authkey: Uint8Array
  /** Offset of its channel. */
  readonly requests: number
  readonly types: readonly Registered[]
  readonly initializer: ((...args: never[]) => unknown) | null
  readonly initargs: readonly unknown[]
}

/** What a server tells of itself to those who look for its address. */
interface Card {
  readonly address: string
  readonly key: ServerKey
  /** What whoever has the authkey can make as well. */
  readonly proof: Uint8Array
}

export async function serverMain(setup: ServerSetup): Promise<void> {
  ignoreInterrupts()
  // It ends with its creator, but its pools have processes of their own.
  currentProcess().daemon = false
  await setup.initializer?.(...(setup.initargs as never[]))
  await serve(setup)
}

registerName('multiprocessing:manager-server', serverMain as never)

/** Serves in this process until the manager is shut down. */
export async function serve(setup: ServerSetup): Promise<void> {
  const registry = new Map(setup.types.map((type) => [type.typeid, type]))
  const { name } = currentProcess()
  const address = setup.address ?? name
  const server = new Server(registry, new Channel(attached().segment, setup.requests), name)
  publish({ address, key: server.key, proof: proofOf(address, setup.authkey) })
  await server.serveForever()
}

export function proofOf(address: string, authkey: Uint8Array): Uint8Array {
  return createHmac('sha256', authkey).update(address).digest()
}

function publish(card: Card): void {
  const { segment, slot } = attached()
  const bytes = encode(card, 'card')
  segment.setF64(slotAt(slot) + SLOT.payload, segment.store(bytes))
  segment.setF64(slotAt(slot) + SLOT.payloadLength, bytes.length)
  segment.setU32(slotAt(slot) + SLOT.flags, readSlot(segment, slot).flags | SERVES)
}

/** The server of the run that has an address. @returns `'refused'` when `proof` is not its own */
export function findServer(address: string, proof: Uint8Array): ServerKey | 'refused' | undefined {
  const { segment } = attached()
  for (let slot = 0; slot < SLOTS; slot++) {
    const view = readSlot(segment, slot)
    if (view.state !== RUNNING || (view.flags & SERVES) === 0) continue
    const at = slotAt(slot)
    const card = decode(segment.load(segment.f64(at + SLOT.payload), segment.f64(at + SLOT.payloadLength))) as Card
    if (card.address === address) return timingSafeEqual(card.proof, proof) ? card.key : 'refused'
  }
  return undefined
}
