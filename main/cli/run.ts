/** `parallab run`: a script in the terminal, its streams and exit code as `python script.py` would have them. */
import os from 'node:os'
import path from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { languageOf } from '../../protocol/language'
import { texts } from '../../texts/main'
import { openHistory } from '../history'
import { Lab } from '../lab'
import { usualLimits } from '../runs/request'
import { EventFile } from './event-file'
import { Findings } from './findings'
import { UsageError, type RunOptions } from './options'
import { Outside, shellCode } from './outside'
import { say } from './say'
import { compileFile } from './script-file'
import { Summary } from './summary'
import { TypedInput } from './typed-input'

/** @returns the exit code. @throws UsageError */
export async function runCommand(options: RunOptions): Promise<number> {
  // Where nobody asks whose line it is, the processes write where we would: unchanged, and in the order of writing.
  const output = options.json || options.events !== null ? 'pipe' : 'inherit'
  const outside = new Outside(output)
  const lab = new Lab(output, say)
  lab.warmUp(options.poolSize ?? os.availableParallelism(), [languageOf(options.file)])
  // Opened while the spares come up.
  const history = options.history ? await openHistory(say) : null
  lab.keepIn(history)
  try {
    return await runScript(lab, options, outside)
  } finally {
    outside.close()
    await lab.close()
    await history?.close()
  }
}

/** In a lab that is up and may have run others before. @returns the exit code. @throws UsageError */
export async function runScript(lab: Lab, options: RunOptions, outside: Outside, cwd = process.cwd()): Promise<number> {
  const compiled = await compileFile(options.file)
  if (compiled === null) return 2
  const { script, source } = compiled
  const events = options.events === null ? null : await openEvents(options.events, script.file)
  if (outside.stopped !== undefined) return outside.stopped
  const summary = new Summary()
  const findings = new Findings((deadlock) => run.breakDeadlock(deadlock), options.breakDeadlocks)
  const decode = decoder()
  const input = new TypedInput()
  const run = lab.start(
    {
      script,
      argv: options.args,
      cwd,
      poolSize: options.poolSize,
      chunkSize: options.chunkSize,
      limits: usualLimits(options.poolSize),
      memoryLimit: options.memoryLimit ?? undefined,
      unmeasured: !options.measure,
      source,
    },
    {
      event(event) {
        void events?.write(event)
        summary.event(event)
        findings.event(event)
      },
      telemetry: (batch) => summary.telemetry(batch),
      output({ number, name }, stream, chunk, at) {
        const text = decode(`${number} ${stream}`, chunk)
        const written = events?.write({ type: 'output', at, process: number, name, stream, text })
        if (!options.json) return Promise.all([written, write(process[stream], chunk)]).then(() => undefined)
        summary.output(stream, text)
        return written
      },
      uncaught: () => undefined,
      readLine: () => input.readLine(),
      outputClosed: () => outside.outputClosed(),
    },
  )
  outside.watch(run, options.timeout)
  const { outcome, seconds, exitcode: own } = await run.ended
  input.close()
  const isOwn = outcome === 'finished' || outcome === 'failed'
  let exitcode = isOwn ? shellCode(own) : (outside.stopped ?? 1)
  if (outcome === 'timed-out') say(texts.commandLine.timedOut(Number(options.timeout)))
  if (events !== null && !(await events.close()) && exitcode === 0) exitcode = 1
  if (options.json) {
    const result = { exitcode, outcome, seconds, ...summary.figures() }
    await write(process.stdout, Buffer.from(`${JSON.stringify(result)}\n`))
  }
  return exitcode
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

/** @param script the file that must not be overwritten. @throws UsageError */
function openEvents(file: string, script: string): Promise<EventFile> {
  if (path.resolve(file) === script) throw new UsageError(texts.commandLine.refused.isScript('--events', file))
  return EventFile.open(file)
}

/** Resolves when the stream has taken the chunk, so that a fast writer waits for a slow reader. */
function write(stream: NodeJS.WriteStream, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => stream.write(chunk, () => resolve()))
}
