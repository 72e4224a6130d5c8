/** The errors that the segment itself throws. */

/** This process waited in a circle with others, and was chosen to break it; the message says who waits for whom. Here: CPython's processes wait for ever. */
export class DeadlockError extends Error {
  override name = 'DeadlockError'
}

/** The run's shared memory has grown as far as it may; see `--memory-limit`. Here: CPython's queues fill the machine. */
export class SegmentFullError extends Error {
  override name = 'SegmentFullError'
}

/** What stands in the run's shared memory was not written by this library. Here: CPython does not look. */
export class SegmentDamagedError extends Error {
  override name = 'SegmentDamagedError'
}
