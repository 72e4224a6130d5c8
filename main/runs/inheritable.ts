/** Descriptors that processes forked by main are to have. */
import koffi from 'koffi'

const F_SETFD = 2
const F_GETFL = 3
const F_SETFL = 4
const O_NONBLOCK = 0x800

type Fcntl = (descriptor: number, command: number, type: 'int', value: number) => number
let fcntl: Fcntl | undefined

/**
 * Lets the processes that are forked from now on have our stdout and stderr, as they were. Node, once asked whether a
 * terminal is there, marks both to be closed in them and a pipe not to block, and libraries ask.
 */
export function letInheritOutput(): void {
  if (process.platform !== 'linux') return
  fcntl ??= koffi.load('libc.so.6').func('int fcntl(int descriptor, int command, ...)') as unknown as Fcntl
  for (const descriptor of [1, 2]) {
    fcntl(descriptor, F_SETFD, 'int', 0)
    fcntl(descriptor, F_SETFL, 'int', fcntl(descriptor, F_GETFL, 'int', 0) & ~O_NONBLOCK)
  }
}
