/** Which cards say of a run of Python what is true: others speak of the library for TypeScript, or of how CPython differs from it. */
import type { CardId } from './card'

export const TRUE_OF_PYTHON: ReadonlySet<CardId> = new Set<CardId>([
  'more-workers-than-processors',
  'no-gain',
  'chunks-of-one',
  'copying-dominates',
  'straggler',
  'process-per-item',
  'child-error',
  'daemons-ended',
  'task-gone',
  'lock-abandoned',
  'lock-twice',
  'lock-order',
  'barrier-short',
  'lock-bound',
])
