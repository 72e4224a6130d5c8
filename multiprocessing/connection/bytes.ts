/** The parts of buffers that `sendBytes` and `recvBytesInto` mean, and CPython's errors where they mean none. */
import { BufferTooShort, ValueError } from '../errors'

export function part(buffer: ArrayBufferView, offset: number, size = buffer.byteLength - offset): Uint8Array {
  if (offset < 0) throw new ValueError('offset is negative')
  if (buffer.byteLength < offset) throw new ValueError('buffer length < offset')
  if (size < 0) throw new ValueError('size is negative')
  if (buffer.byteLength < offset + size) throw new ValueError('buffer length < offset + size')
  return new Uint8Array(buffer.buffer, buffer.byteOffset + offset, size)
}

export function roomIn(buffer: ArrayBufferView, offset: number): Uint8Array {
  if (offset < 0) throw new ValueError('negative offset')
  if (offset > buffer.byteLength) throw new ValueError('offset too large')
  return part(buffer, offset)
}

export function fill(room: Uint8Array, message: Uint8Array): number {
  if (message.length > room.length) throw new BufferTooShort(message, room.length)
  room.set(message)
  return message.length
}
