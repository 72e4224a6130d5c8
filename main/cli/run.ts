/** `parallab run`: a script in the terminal, its streams and exit code as `python script.py` would have them. */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CompiledScript, Diagnostic } from '../../protocol/compiled'
import type { ProcessSample, MapSample } from '../../protocol/telemetry'
import { compileScript } from '../compile'
import type { Lab } from '../lab'
import { readScript } from './script-file'
import { parseRun, UsageError } from './options'

const PROCESS_LIMIT = 64
const TIMED_OUT = 124
const INTERRUPTED = 130

export async function runCommand(lab: Lab, args: readonly string[]): Promise<number> {
  const options = parseRun(args)
  const file = path.resolve(options.file)
  const script = await compile(file, await readScript(file, options.file))
  if (script === null) return 2
  const events = options.events === null ? null : await openEvents(options.events)
  const output: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] }
  const processes = new Map<number, ProcessSample>()
  const exits = new Map<number, number>()
  const maps = new Map<number, MapSample>()
  let interrupted = false

  const run = lab.start(
    { script, argv: options.args, cwd: process.cwd(), poolSize: options.poolSize, processLimit: PROCESS_LIMIT },
    {
      event(event) {
        events?.write(`${JSON.stringify(event)}\n`)
        if (event.type === 'process-ended') exits.set(event.process, event.exitcode)
      },
      telemetry(batch) {
        for (const sample of batch.processes) processes.set(sample.process, sample)
        for (const sample of batch.maps) maps.set(sample.map, sample)
      },
      output(from, stream, chunk) {
        events?.write(
          `${JSON.stringify({ type: 'output', at: 0, process: from.number, name: from.name, stream, text: chunk.toString() })}\n`,
        )
        if (options.json) output[stream].push(chunk)
        else return write(process[stream], chunk)
        return undefined
      },
      uncaught: () => undefined,
    },
  )
  const limit = options.timeout === null ? undefined : setTimeout(() => run.stop('timed-out'), options.timeout * 1000)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      interrupted = true
      run.stop()
    })
  const end = await run.ended
  clearTimeout(limit)
  if (events !== null) await new Promise<void>((resolve) => events.end(resolve))
  const exitcode =
    end.outcome === 'timed-out'
      ? TIMED_OUT
      : interrupted
        ? INTERRUPTED
        : end.exitcode < 0
          ? 128 - end.exitcode
          : end.exitcode
  if (end.outcome === 'timed-out') process.stderr.write(`parallab: stopped after ${options.timeout} s (--timeout)\n`)
  if (options.json) {
    const summary = {
      exitcode,
      outcome: end.outcome,
      seconds: end.seconds,
      stdout: Buffer.concat(output.stdout).toString(),
      stderr: Buffer.concat(output.stderr).toString(),
      processes: [...processes.values()].map((sample) => ({ ...sample, exitcode: exits.get(sample.process) ?? null })),
      maps: [...maps.values()],
    }
    await write(process.stdout, Buffer.from(`${JSON.stringify(summary)}\n`))
  }
  return exitcode
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
