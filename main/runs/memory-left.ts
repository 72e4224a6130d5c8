/** The named memory of a run that nobody has given back. */
import { namesOfTheRun } from '../../multiprocessing/segment/names'
import type { Segment } from '../../multiprocessing/segment/segment'
import { BLOCK, PREFIX } from '../../multiprocessing/shared-memory/layout'
import type { MemoryLeft } from './judgement'
import type { Sites } from './sites'

/** To be asked when all processes have ended; that which was made first comes first. */
export function memoryLeft(segment: Segment, sites: Sites): MemoryLeft[] {
  return namesOfTheRun(segment)
    .filter(({ name }) => name.startsWith(PREFIX))
    .map(({ name, target }) => ({
      name: name.slice(PREFIX.length),
      bytes: segment.f64(target + BLOCK.size),
      site: sites.at(segment.u32(target + BLOCK.line), segment.u32(target + BLOCK.column)),
    }))
    .reverse()
}
