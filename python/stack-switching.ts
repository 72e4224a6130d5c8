/** What lets Python have several threads, see docs/adr/0018-python.md. */
import { setFlagsFromString } from 'node:v8'

/** For the threads that are started from now on. Later versions of V8 have it anyway. */
export function enableStackSwitching(): void {
  if (!('Suspending' in WebAssembly)) setFlagsFromString('--experimental-wasm-jspi')
  // Bytes that run before V8 optimizes a function, 13,000,000 by default: a pool's first result takes 12 % less of the processors.
  setFlagsFromString('--wasm-tiering-budget=100000000')
  // Kilobytes of a stack. With 2000 a recursion ends the interpreter before it comes to Python's own limit. What is over
  // 4 MiB V8 does not use again (StackPool::kMaxSize), and of a stack that it gives up it keeps the addresses for ever
  // (~StackMemory decommits only): after 65,000 of them Linux gives a process no more (vm.max_map_count), and it ends.
  setFlagsFromString('--wasm-stack-switching-stack-size=4000')
}
