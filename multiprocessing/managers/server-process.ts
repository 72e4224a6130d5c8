/** The process of a manager's server, and how those who know its address find it. */
import { currentProcess } from '../current-process'
import { lookUp, publish } from '../directory'
import { OSError } from '../errors'
import { ignoreInterrupts } from '../host'
import { logDebug, logInfo } from '../logging'
import { registerName } from '../places'
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import { SLOT } from '../segment/layout'
import { readName, slotAt } from '../segment/slots'
import type { Entry } from '../segment/waiters'
import type { Registered } from './registry'
import { Server } from './server'
import type { ServerKey } from './wire'

/** What a server is told when it starts. */
export interface ServerSetup {
  readonly authkey: Uint8Array
  /** Where it can be reached; `null`: at the name of its process. */
  readonly address: string | null
  /** Offset of its channel. */
  readonly requests: number
  readonly types: readonly Registered[]
  readonly initializer: ((...args: never[]) => unknown) | null
  readonly initargs: readonly unknown[]
}

/** What managers are called among the names of the run. */
const PREFIX = 'manager:'

export async function serverMain(setup: ServerSetup): Promise<void> {
  ignoreInterrupts()
  // It ends with its creator, but its pools have processes of their own.
  currentProcess().daemon = false
  await setup.initializer?.(...(setup.initargs as never[]))
  await serve(setup)
}

registerName('multiprocessing:manager-server', serverMain as never)

/** Serves in this process until the manager is shut down. */
export async function serve({ address, types, requests, authkey }: ServerSetup): Promise<void> {
  logInfo("manager serving at '%s'", address ?? currentProcess().name)
  const registry = new Map(types.map((type) => [type.typeid, type]))
  await new Server(registry, new Channel(attached().segment, requests), authkey).serveForever()
  logDebug('manager received shutdown message')
}

/** Gives a server's process its address. @throws OSError when another manager has it */
export function publishServer(address: string, requests: number, server: Entry): void {
  if (lookUp(PREFIX + address) !== null) throw new OSError(`the address '${address}' is already in use`)
  publish(PREFIX + address, requests, server)
}

/** The server of the run that has an address. */
export function findServer(address: string): ServerKey | null {
  const found = lookUp(PREFIX + address)
  if (found === null) return null
  const name = readName(attached().segment, slotAt(found.owner & 0xff) + SLOT.name)
  return { requests: found.target, entry: found.owner, name }
}
