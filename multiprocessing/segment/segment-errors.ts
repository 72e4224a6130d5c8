/** What can be wrong with a run's shared memory. */

/** The run's shared memory has grown as far as it may; see `--memory-limit`. Here: CPython's queues fill the machine. */
export class SegmentFullError extends Error {
  override name = 'SegmentFullError'
}

/** What stands in the run's shared memory was not written by this library. Here: CPython does not look. */
export class SegmentDamagedError extends Error {
  override name = 'SegmentDamagedError'
}
