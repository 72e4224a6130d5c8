/**
 * Which processes can have a handle of what is shared: a wait for it is hopeless when all of them are stuck. Whoever is not
 * certain to stay among those that `OBJECT_RECORD.known` names makes it known to everybody, by `travelled`, before it leaves.
 *
 * A handle comes to another process in an encoded value only. That of a process's payload is for this process alone, which
 * is marked when it has its slot, before it is up and before its parent can wait for anything. Those of the functions and
 * tasks of a pool come from the pool's owner, who has them, and go to its workers: they mark nothing while they are under
 * way, because who looks for deadlocks takes whatever an owner knows as known to all its workers, whether or not they have
 * come to the task. That is so for workers to come, too: only the owner starts them. Everything else (queues, connections,
 * managers, the results of a pool, whose worker may be gone when they are read) marks what it carries.
 */
import { attached } from './attachment'
import { SharedRecord } from './objects'

/** The numbers of what goes along in the value that is being encoded; `undefined` where anybody may read it. */
let company: number[] | undefined

/** A handle is being encoded. */
export function noteDeparture(number: number): void {
  if (company === undefined) new SharedRecord(attached().segment, number).travelled()
  else company.push(number)
}

/** Encodes a value for a process that will be named afterwards, by `noteArrival`, or for a pool's workers. */
export function confined<T>(encoding: () => T): { readonly encoded: T; readonly company: readonly number[] } {
  const outer = company
  const numbers: number[] = []
  company = numbers
  try {
    return { encoded: encoding(), company: numbers }
  } finally {
    company = outer
  }
}

/** The process in this slot will have what goes along in a value that was encoded for it. */
export function noteArrival(numbers: readonly number[], slot: number): void {
  for (const number of numbers) new SharedRecord(attached().segment, number).noteKnown(slot)
}
