/** `SharedMemoryManager`: CPython's `multiprocessing.managers.SharedMemoryManager`. */
import { FileNotFoundError } from '../errors'
import { Finalize } from '../exits'
import { BaseManager } from '../managers/base-manager'
import type { Shareable } from './items'
import { ShareableList } from './shareable-list'
import { SharedMemory } from './shared-memory'

/**
 * Makes shared memory and gives back all that it has made when it is shut down or its process ends, whoever uses it.
 * CPython: `multiprocessing.managers.SharedMemoryManager`.
 */
export class SharedMemoryManager extends BaseManager {
  private readonly made: SharedMemory[] = []
  private readonly atEnd = new Finalize(null, giveBack, { args: [this.made], exitpriority: 0 })

  /**
   * New memory of so many bytes. CPython: `SharedMemoryManager.SharedMemory`.
   * @throws AssertionError before `start()`, ProcessError after `shutdown()`, ValueError for a size that is not positive
   */
  SharedMemory(size: number): SharedMemory {
    this.started()
    const memory = new SharedMemory({ create: true, size })
    this.made.push(memory)
    return memory
  }

  /**
   * A new list with these items. CPython: `SharedMemoryManager.ShareableList`.
   * @throws AssertionError before `start()`, ProcessError after `shutdown()`, KeyError for an item of another type
   */
  ShareableList(sequence?: Iterable<Shareable>): ShareableList {
    this.started()
    const list = new ShareableList(sequence ?? [])
    this.made.push(list.shm)
    return list
  }

  /** Ends the server, and gives all back that was made. CPython: `SharedMemoryManager.shutdown`. */
  override async shutdown(): Promise<void> {
    await super.shutdown()
    this.giveBack()
  }

  override shutdownSync(): void {
    super.shutdownSync()
    this.giveBack()
  }

  private giveBack(): void {
    this.atEnd.cancel()
    giveBack(this.made)
  }
}

function giveBack(made: SharedMemory[]): void {
  for (const memory of made.splice(0)) {
    memory.close()
    try {
      memory.unlink()
    } catch (error) {
      if (!(error instanceof FileNotFoundError)) throw error // the script has unlinked it itself
    }
  }
}
