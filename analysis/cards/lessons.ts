/** The built-in lesson that goes deeper into what a card explains. */
import type { CardId } from './card'

export const LESSONS: Readonly<Partial<Record<CardId, string>>> = {
  'more-workers-than-processors': '13-pool-size',
  'change-lost': '02-processes',
  'change-unseen': '02-processes',
  'process-per-item': '06-pools',
  'main-guard': '02-processes',
  'argument-changed': '03-arguments',
  'local-function': '03-arguments',
  'empty-then-get': '04-queues',
  'items-left': '04-queues',
  'nobody-puts': '04-queues',
  'unlocked-update': '05-races-and-locks',
  'lock-left': '05-races-and-locks',
  'lock-bound': '10-amdahl',
  'no-gain': '06-pools',
  'chunks-of-one': '06-pools',
  straggler: '06-pools',
  unordered: '06-pools',
  'one-failed': '06-pools',
  'copying-dominates': '09-copies',
  'lock-twice': '11-deadlock',
  'lock-order': '11-deadlock',
  'barrier-short': '11-deadlock',
  'worker-lost': '12-a-worker-dies',
  'lock-abandoned': '12-a-worker-dies',
}
