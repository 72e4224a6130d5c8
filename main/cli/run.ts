/** `parallab run`: a script in the terminal, its streams and exit code as `python script.py` would have them. */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import type { CompiledScript, Diagnostic } from '../../protocol/compiled'
import type { RunEvent } from '../../protocol/run-event'
import type { MapSample, ProcessSample, TelemetryBatch } from '../../protocol/telemetry'
import { compileScript } from '../compile'
import type { ActiveRun, Lab } from '../lab'
import { readScript } from './script-file'
import { parseRun, UsageError } from './options'

const PROCESS_LIMIT = 64
const TIMED_OUT = 124
const INTERRUPTED = 130
/** As a shell shows a program that wrote into a closed pipe. */
const BROKEN_PIPE = 141
/** Milliseconds between two looks at whether who started us is still there. */
const WATCH = 250

export async function runCommand(lab: Lab, args: readonly string[]): Promise<number> {
  const options = parseRun(args)
  /** The exit code of a run that is stopped from outside. */
  let stopped: number | undefined
  let run: ActiveRun | null = null
  const stop = (code: number): void => {
    stopped ??= code
    run?.stop(code === TIMED_OUT ? 'timed-out' : 'stopped')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(INTERRUPTED))
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stop(BROKEN_PIPE))

  const file = path.resolve(options.file)
  const script = await compile(file, await readScript(file, options.file))
  if (script === null) return 2
  const events = options.events === null ? null : await openEvents(options.events)
  if (stopped !== undefined) return stopped
  const summary = new Summary()
  const decode = decoder()
  run = lab.start(
    { script, argv: options.args, cwd: process.cwd(), poolSize: options.poolSize, processLimit: PROCESS_LIMIT },
    {
      event(event) {
        events?.write(`${JSON.stringify(event)}\n`)
        summary.event(event)
      },
      telemetry: (batch) => summary.telemetry(batch),
      output({ number, name }, stream, chunk, at) {
        if (events !== null || options.json) {
          const text = decode(`${number} ${stream}`, chunk)
          events?.write(`${JSON.stringify({ type: 'output', at, process: number, name, stream, text })}\n`)
          if (options.json) summary[stream].push(text)
        }
        return options.json ? undefined : write(process[stream], chunk)
      },
      uncaught: () => undefined,
    },
  )
  const limit = options.timeout === null ? undefined : setTimeout(() => stop(TIMED_OUT), options.timeout * 1000)
  const starter = process.ppid
  const watch = setInterval(() => process.ppid !== starter && stop(INTERRUPTED), WATCH)
  const end = await run.ended
  clearTimeout(limit)
  clearInterval(watch)
  if (events !== null) await new Promise<void>((resolve) => events.end(resolve))
  const exitcode = end.outcome === 'finished' || end.outcome === 'failed' ? shellCode(end.exitcode) : (stopped ?? 1)
  if (exitcode === TIMED_OUT && end.outcome === 'timed-out')
    process.stderr.write(`parallab: stopped after ${options.timeout} s (--timeout)\n`)
  if (options.json) {
    const { outcome, seconds } = end
    const result = { exitcode, outcome, seconds, ...summary.figures() }
    await write(process.stdout, Buffer.from(`${JSON.stringify(result)}\n`))
  }
  return exitcode
}

/** A script that was ended by a signal: what shells make of it. */
function shellCode(exitcode: number): number {
  return exitcode < 0 ? 128 - exitcode : exitcode
}

/** What `--json` prints: the output, and the last figures of each process and each call of a pool. */
class Summary {
  readonly stdout: string[] = []
  readonly stderr: string[] = []
  private readonly processes = new Map<number, ProcessSample>()
  private readonly ends = new Map<number, number>()
  private readonly maps = new Map<number, MapSample>()

  event(event: RunEvent): void {
    if (event.type === 'process-ended') this.ends.set(event.process, event.exitcode)
  }

  telemetry({ processes, maps }: TelemetryBatch): void {
    for (const sample of processes) this.processes.set(sample.process, sample)
    for (const sample of maps) this.maps.set(sample.map, sample)
  }

  figures() {
    const ended = (sample: ProcessSample): ProcessSample => ({
      ...sample,
      state: 'ended',
      waitsFor: '',
      exitcode: this.ends.get(sample.process) ?? null,
    })
    return {
      stdout: this.stdout.join(''),
      stderr: this.stderr.join(''),
      processes: [...this.processes.values()].map(ended),
      maps: [...this.maps.values()],
    }
  }
}

/** Decodes UTF-8 chunk by chunk; a letter that a chunk's end cuts in two comes with the next one of the same source. */
function decoder(): (source: string, chunk: Buffer) => string {
  const decoders = new Map<string, StringDecoder>()
  return (source, chunk) => {
    let own = decoders.get(source)
    if (own === undefined) decoders.set(source, (own = new StringDecoder('utf8')))
    return own.write(chunk)
  }
}

async function compile(file: string, text: string): Promise<CompiledScript | null> {
  const result = await compileScript({ file, text })
  const shown = result.ok ? result.warnings : result.errors
  for (const diagnostic of shown) process.stderr.write(`${await describe(diagnostic, file, text)}\n`)
  return result.ok ? result.script : null
}

/** The complaint as compilers print it, with the line and a mark under the place. */
async function describe(diagnostic: Diagnostic, file: string, text: string): Promise<string> {
  const { line, column, endLine, endColumn, severity, message } = diagnostic
  const source = diagnostic.file === file ? text : await readFile(diagnostic.file, 'utf8').catch(() => '')
  const code = source.split('\n')[line - 1] ?? ''
  const width = Math.max(1, (endLine === line ? endColumn : code.length + 1) - column)
  return `${diagnostic.file}:${line}:${column}: ${severity}: ${message}\n    ${code}\n    ${' '.repeat(column - 1)}${'^'.repeat(width)}`
}

/** Resolves when the stream has taken the chunk, so that a fast writer waits for a slow reader. */
function write(stream: NodeJS.WriteStream, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => stream.write(chunk, () => resolve()))
}

function openEvents(file: string): Promise<ReturnType<typeof createWriteStream>> {
  return new Promise((resolve, reject) => {
    const stream = createWriteStream(file)
    stream.once('open', () => resolve(stream))
    stream.once('error', (error) => reject(new UsageError(`--events: ${file} cannot be written: ${error.message}`)))
  })
}
