/** What scripts import as `multiprocessing`. */
export * from './api'
export { getContext, type Context } from './context'
export { getAllStartMethods, getStartMethod, setStartMethod, type StartMethod } from './start-method'
