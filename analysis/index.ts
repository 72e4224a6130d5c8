/** What a sweep says: statistics, the laws of scaling, and the words. Imports nothing but `protocol`; see docs/method.md. */
export { answer } from './answer'
export { difference, type SweepDifference } from './difference'
export { changeOf, medianOf } from './repeated'
export { secondsOf } from './laws'
export { provisional } from './provisional'
