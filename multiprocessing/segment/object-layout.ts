/** The table of what processes share, see objects.ts; it stands at `OBJECTS_AT`. */

/** What processes share, by the object's number: entry `number % OBJECTS`. Counters are written by whoever has the object or is inside its latch. */
export const OBJECTS = 4096
export const OBJECT_RECORD = {
  number: 0, // u32, stored last
  kind: 4, // u32 index into SHARED_KINDS
  offset: 8, // f64 of what stands for it in the segment: LOCK, SEMAPHORE, …, CHANNEL (of a pool: of its tasks)
  maker: 16, // u32 number of the process that made it
  travelled: 20, // u32, 1: a copy went in a message, so that any process may have it
  line: 24, // u32 where it was made in the compiled script, 0: unknown; then the column u32
  column: 28,
  label: 32, // u32 length, then UTF-8: the variable that it was given to, or nothing
  labelBytes: 60,
  known: 96, // 8 u32: a bit for each slot whose process has, or had, a handle
  acquired: 128, // f64 times it was acquired, put into, sent through, set
  waits: 136, // f64 waits for it that ended, then their nanoseconds, then the longest
  waited: 144,
  longestWait: 152,
  holds: 160, // f64 times it was held, then nanoseconds, then the longest; of short holds a part is measured and stands for all
  held: 168,
  longestHold: 176,
  bytes: 184, // f64 that were put or sent
  encodes: 192, // f64 items encoded or decoded, then their nanoseconds; of small ones a part is measured and stands for all
  encoded: 200,
  acquiredBack: 208, // f64 and f64: what was sent through a pipe the other way, which is in another latch
  bytesBack: 216,
  latch: 224, // over what several change at once: waits, holds, encodes, known
  work: 228, // u32 of a pool: its number in the table of works
  results: 232, // f64 of a pool: the channel of its results
  waitTimes: 256, // 64 u32: waits by length, see `bucketOf`
  holdTimes: 512, // 64 u32
  whole: 768, // u32 number of the thing that this is a part of, 0: of none. CPython makes a queue of a pipe, locks and a semaphore
  shownAs: 772, // u32 index into SHARED_KINDS plus one of what it is the chief part of, 0: it is what it is; then its bound u32
  shownLimit: 776,
  waitAs: 780, // u32 index into WAITS: what waiting for it is told as, 0: as what it is; then the same of sending u32
  sendAs: 784,
  uses: 792, // 8 of USE: the lines that use it most
  size: 1024,
} as const
/** Operations of one kind at one line. */
export const USE = {
  count: 0, // f64 estimated, 0: no entry
  kind: 8, // u32 index into WAITS, then u32 number of the part that it was on
  part: 12,
  line: 16, // u32 in the compiled script, then the column u32
  column: 20,
  size: 24,
} as const
export const USES = 8
/** Two buckets per octave from one microsecond on. */
export const BUCKETS = 64
