/**
 * The names of a run: what listeners and managers are found by. Every change is one store, so that a process killed in
 * between leaves nothing to mend. A name belongs to the process that published it and goes with it, or to the run.
 */
import { OSError } from './errors'
import { attached } from './segment/attachment'
import { HEADER } from './segment/layout'
import { NAME, THE_RUN } from './segment/names'
import type { Segment } from './segment/segment'
import { isCurrent, type Entry } from './segment/waiters'

export interface Published {
  /** The offset that was published, of whatever object the two sides agree on. */
  readonly target: number
  /** The process that published it; it is alive, or was a moment ago. */
  readonly owner: Entry
}

/**
 * Makes `target` known under a name to all processes of the run, until its owner, this process, ends or withdraws it.
 * @throws OSError when a living process, or the run, has the name
 */
export function publish(name: string, target: number, owner: Entry = attached().entry): void {
  const { segment } = attached()
  const bytes = Buffer.from(name)
  segment.guarded(HEADER.slotMutex, () => {
    if (find(segment, bytes) !== null) throw new OSError(`the address '${name}' is already in use`)
    const at = segment.allocate(NAME.name + bytes.length)
    segment.setF64(at + NAME.next, segment.f64(HEADER.directory))
    segment.setF64(at + NAME.target, target)
    segment.setU32(at + NAME.owner, owner)
    segment.setU32(at + NAME.length, bytes.length)
    segment.memory.write(at + NAME.name, bytes, bytes.length)
    segment.setF64(HEADER.directory, at)
  })
}

/**
 * What a name stands for; `null` when no living process has published it.
 * @param hold called while nobody can withdraw the name
 */
export function lookUp(name: string, hold?: (target: number) => void): Published | null {
  const { segment } = attached()
  return segment.guarded(HEADER.slotMutex, () => {
    const at = find(segment, Buffer.from(name))
    if (at === null) return null
    const target = segment.f64(at + NAME.target)
    hold?.(target)
    return { target, owner: segment.u32(at + NAME.owner) as Entry }
  })
}

/**
 * Takes back a name that this process, or the run, owns.
 * @param released called before anybody else can withdraw or publish
 * @returns false when there was none
 */
export function withdraw(name: string, released?: (target: number) => void): boolean {
  const { segment, entry } = attached()
  return segment.guarded(HEADER.slotMutex, () => {
    const at = find(segment, Buffer.from(name))
    if (at === null || ![entry, THE_RUN].includes(segment.u32(at + NAME.owner))) return false
    segment.setU32(at + NAME.owner, 0)
    released?.(segment.f64(at + NAME.target))
    find(segment, Buffer.from(name))
    return true
  })
}

/** The entry of a name; those of ended processes are taken out on the way. */
function find(segment: Segment, name: Uint8Array): number | null {
  let link: number = HEADER.directory
  for (let at = segment.f64(link); at !== 0; at = segment.f64(link)) {
    const length = segment.u32(at + NAME.length)
    const owner = segment.u32(at + NAME.owner)
    if (owner !== THE_RUN && !isCurrent(segment, owner)) {
      segment.setF64(link, segment.f64(at + NAME.next))
      segment.free(at, NAME.name + length)
      continue
    }
    if (length === name.length && segment.load(at + NAME.name, length).equals(name)) return at
    link = at + NAME.next
  }
  return null
}
