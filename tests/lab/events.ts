/** What happened in a run, as `--events` tells it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RunEvent } from '../../protocol/run-event'
import { runScript, type Outcome } from './parallab'

export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

/** Hands the file for the events to what runs something. */
export async function withEvents(
  run: (...args: string[]) => Promise<Outcome>,
): Promise<Outcome & { readonly events: readonly RunEvent[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallab-test-'))
  try {
    const file = path.join(folder, 'events.jsonl')
    const outcome = await run('--events', file, '--no-history')
    const lines = (await readFile(file, 'utf8')).trim().split('\n')
    return { ...outcome, events: lines.map((line) => JSON.parse(line) as RunEvent) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function eventsOf(script: string, ...args: string[]): Promise<readonly RunEvent[]> {
  return (await withEvents((...more) => runScript(script, ...args, ...more))).events
}

export function ofType<T extends RunEvent['type']>(events: readonly RunEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type)
}
