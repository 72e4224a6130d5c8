/** How what Python shares is shown: by the name of its variable, and as what CPython makes of the lab's parts. */
import { pipeOf } from '../../multiprocessing/connection/pipe'
import { attached } from '../../multiprocessing/segment/attachment'
import type { WaitKind } from '../../multiprocessing/segment/layout'
import { setInMaking, SharedRecord } from '../../multiprocessing/segment/objects'
import { SharedObject } from '../../multiprocessing/synchronize/shared-object'
import type { SharedKind } from '../../protocol/telemetry'
import type { Table } from './table'

export function shared(table: Table) {
  const record = (handle: number) => recordOf(table.any(handle))
  return {
    /** The thing stands in a variable of the script. */
    nameShared: (handle: number, label: string) => record(handle)?.name(label),
    /** What is made now are parts of something, of which it is said afterwards what is shown. */
    setInMaking,
    /**
     * CPython makes something of the thing, which is its chief part.
     * @param limit its bound, 0: none
     * @param waitAs what acquiring it, or receiving from it, is told as; `''`: as that
     * @param sendAs the same of sending
     */
    showAs: (handle: number, kind: SharedKind, limit: number, waitAs: WaitKind, sendAs: WaitKind) =>
      record(handle)?.setShown(kind, limit, waitAs, sendAs),
    /** The thing is a part of what `whole` is the chief part of. */
    showIn(handle: number, whole: number, waitAs: WaitKind, sendAs: WaitKind) {
      record(handle)?.setPart(record(whole)?.number ?? 0, waitAs, sendAs)
    },
  }
}

/** Of something that was made in this process. */
export function recordOf(object: object | undefined): SharedRecord | undefined {
  return object instanceof SharedObject ? new SharedRecord(attached().segment, object.number) : pipeOf(object)
}
