/** What `benchmarks/history.mjs` measures of the history; it is bundled, since Node reads no TypeScript. */
export { loadLibrary } from '../../main/history/database'
export { History } from '../../main/history/history'
export { look, MACHINE, recorded, SILENT, tellRun } from '../../main/history/sample'
