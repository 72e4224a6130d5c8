/** The other side of fork.mjs: sends items when asked for some, and a number back as it came. */
import { randomBytes } from 'node:crypto'

const reached = Number(process.hrtime.bigint()) / 1e6

export const MIB = 1 << 20
export const RATES = [
  { figure: 'queue.ints', count: 100_000, size: 0 },
  { figure: 'queue.1KiB', count: 10_000, size: 1024 },
  { figure: 'queue.1MiB', count: 200, size: MIB },
]

if (process.argv[2] === 'child') {
  process.send(reached)
  const buffers = new Map()
  const ring = (size) => {
    if (!buffers.has(size))
      buffers.set(
        size,
        Array.from({ length: size === MIB ? 8 : 256 }, () => randomBytes(size)),
      )
    return buffers.get(size)
  }
  process.on('message', (message) => {
    if (typeof message === 'number') return process.send(message)
    const { count, size } = message
    for (let i = 0; i < count; i++) process.send(size === 0 ? i : ring(size)[i % ring(size).length])
    return undefined
  })
  process.on('disconnect', () => process.exit(0))
}
