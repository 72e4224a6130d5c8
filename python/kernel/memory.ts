/** The operating system's shared memory: what `_posixshmem`, `mmap` and `multiprocessing.heap` ask of it. */
import { attached } from '../../multiprocessing/segment/attachment'
import { PAGE } from '../../multiprocessing/segment/operating-system'
import { SegmentFullError } from '../../multiprocessing/segment/segment-errors'
import { SharedPages } from '../../multiprocessing/shared-memory/shared-pages'
import type { Table } from './table'

/** Python's own memory, in which its addresses are. It never moves; the view of it is another one once it has grown. */
export interface PythonMemory {
  readonly HEAPU8: Uint8Array
  /** @returns the address of so many bytes, 0: there is no room */
  _memalign(alignment: number, size: number): number
  _free(address: number): void
}

interface Mapping {
  readonly pages: SharedPages
  readonly extent: number
}

export function memory(table: Table, python: PythonMemory) {
  const at = (handle: number) => table.get(handle, SharedPages)
  /** By where they are in Python's memory. */
  const mappings = new Map<number, Mapping>()
  const piece = (address: number, extent: number) => python.HEAPU8.subarray(address, address + extent)
  return {
    /** Memory without a name. @returns its handle @throws SegmentFullError */
    newMemory: (size: number) => table.add(SharedPages.create(size)),
    /** @param create whether it is new, and has no bytes yet @throws FileExistsError, FileNotFoundError */
    openMemory: (name: string, create: boolean) => table.add(create ? SharedPages.named(name) : SharedPages.open(name)),
    /** @throws FileNotFoundError */
    unlinkMemory: (name: string) => SharedPages.unlink(name),
    truncateMemory: (handle: number, size: number) => at(handle).truncate(size),
    memorySize: (handle: number) => at(handle).size,
    closeMemory(handle: number) {
      at(handle).close()
      table.remove(handle)
    },
    /** @returns its address for Python. It is held until it is unmapped @throws SegmentFullError when Python has no room for it */
    mapMemory(handle: number) {
      const { extent } = at(handle)
      const address = python._memalign(PAGE, extent)
      if (address === 0)
        throw new SegmentFullError(`Python's memory, of at most 4 GiB, has no room for ${extent} bytes`)
      const pages = at(handle).duplicate()
      pages.mapInto(piece(address, extent))
      mappings.set(address, { pages, extent })
      return address
    },
    unmapMemory(address: number) {
      const { pages, extent } = mappings.get(address) as Mapping
      mappings.delete(address)
      attached().segment.memory.unmapFrom(piece(address, extent))
      python._free(address)
      pages.close()
    },
  }
}
