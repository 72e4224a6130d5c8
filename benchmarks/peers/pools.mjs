/** Each pool behind the same two calls: `run(task, argument)` and `close()`. */
import { fileURLToPath } from 'node:url'

const worker = (name) => fileURLToPath(new URL(`workers/${name}`, import.meta.url))

/** @returns a function that makes a pool of so many workers; the package is loaded by then */
export const pools = {
  async poolifier() {
    const { FixedClusterPool } = await import('poolifier')
    return (size) => {
      const pool = new FixedClusterPool(size, worker('poolifier.cjs'), { errorHandler: () => undefined })
      return { run: (task, argument) => pool.execute(argument, task), close: () => pool.destroy() }
    }
  },
  async tinypool() {
    const { default: Tinypool } = await import('tinypool')
    return (size) => {
      const sizes = { minThreads: size, maxThreads: size }
      const pool = new Tinypool({ runtime: 'child_process', filename: worker('tinypool.mjs'), ...sizes })
      return { run: (task, argument) => pool.run({ task, argument }), close: () => pool.destroy() }
    }
  },
  async workerpool() {
    const { default: workerpool } = await import('workerpool')
    return (size) => {
      const sizes = { minWorkers: size, maxWorkers: size }
      const pool = workerpool.pool(worker('workerpool.cjs'), { workerType: 'process', ...sizes })
      return { run: (task, argument) => pool.exec(task, [argument]), close: () => pool.terminate(true) }
    }
  },
  async piscina() {
    const { Piscina } = await import('piscina')
    return (size) => {
      const sizes = { minThreads: size, maxThreads: size, idleTimeout: Infinity }
      const pool = new Piscina({ filename: worker('piscina.cjs'), ...sizes })
      return { run: (task, argument) => pool.run(argument, { name: task }), close: () => pool.destroy() }
    }
  },
}
