/** Runs scripts in the real lab: `parallab run` on real Electron, as a user would. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { fileURLToPath } from 'node:url'
import { leftovers, MARK } from './leftovers'
import { Server, type Outcome } from './served'
import { slot } from './slots'

export type { Outcome } from './served'

const bin = fileURLToPath(new URL('../../bin/parallab.mjs', import.meta.url))
/** Those that wait for a run. */
const servers: Server[] = []

/** Runs the command line to its end. @throws Error when a process of it is left */
export async function parallab(...args: string[]): Promise<Outcome> {
  return (await start(args)).ended
}

/** The same with a data folder of its own. */
export async function parallabWith(userData: string, ...args: string[]): Promise<Outcome> {
  return (await start(args, { env: { PARALLAB_USER_DATA: userData } })).ended
}

/** Writes a script to a new folder and runs it, as `parallab run` does, on an Electron that is up. */
export async function runScript(text: string, ...args: string[]): Promise<Outcome> {
  return runWritten(await write(text), args)
}

/** The same in Python. */
export async function runPython(text: string, ...args: string[]): Promise<Outcome> {
  return runWritten(await write(text, 'script.py'), args)
}

/** The same of a script that is there. */
export async function runFile(file: string, ...args: string[]): Promise<Outcome> {
  const free = await slot()
  try {
    const server = servers.pop() ?? new Server()
    const outcome = await server.run([file, ...args], path.dirname(file))
    servers.push(server)
    return outcome
  } finally {
    free()
  }
}

/** Writes a script to a new folder and starts it. */
export async function startScript(text: string, ...args: string[]): Promise<Running> {
  const { file, folder } = await write(text)
  return start(['run', file, ...args], { folder })
}

/** Starts a run of a script that is there. */
export function startFile(file: string, ...args: string[]): Promise<Running> {
  return start(['run', file, ...args])
}

/** Writes a script to a new folder and starts a sweep of it. */
export async function startSweep(text: string, ...args: string[]): Promise<Running> {
  const { file, folder } = await write(text)
  return start(['sweep', file, ...args], { folder })
}

/** Writes a script to a new folder and starts it in a terminal of its own, which is the process that can be signalled. */
export async function startInTerminal(text: string): Promise<Running> {
  const { file, folder } = await write(text)
  const command = [process.execPath, bin, 'run', file].map((word) => `'${word}'`).join(' ')
  return start(['-qfc', command, '/dev/null'], { folder, program: 'script' })
}

/** Writes a script of Python to a new folder and starts it. */
export async function startPython(text: string, ...args: string[]): Promise<Running> {
  const { file, folder } = await write(text, 'script.py')
  return start(['run', file, ...args], { folder })
}

interface Written {
  readonly folder: string
  readonly file: string
}

function runWritten({ file, folder }: Written, args: readonly string[]): Promise<Outcome> {
  return runFile(file, ...args).finally(() => rm(folder, { recursive: true, force: true }))
}

async function write(text: string, name = 'script.ts'): Promise<Written> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallab-test-'))
  const file = path.join(folder, name)
  await writeFile(file, text)
  return { folder, file }
}

/** A run that goes on, and what it has printed. */
export class Running {
  readonly folder: string | undefined
  readonly mark: string
  /** Settles when the run is over and its processes are gone. */
  readonly ended: Promise<Outcome>
  readonly child: ChildProcess
  stdout = ''
  stderr = ''
  private readonly chunks: Buffer[] = []
  private readonly watches = new Set<() => void>()

  constructor(child: ChildProcess, mark: string, folder: string | undefined) {
    this.child = child
    this.mark = mark
    this.folder = folder
    const decoder = new StringDecoder('utf8')
    child.stdout?.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk)
      this.heard((this.stdout += decoder.write(chunk)))
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.heard((this.stderr += text)))
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => this.bury(code).then(resolve, reject))
    })
    this.ended.catch(() => undefined)
  }

  /** Its stdout as it came. */
  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }

  /** Waits until the run has printed this. */
  said(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!this.stdout.includes(text)) return
        this.watches.delete(look)
        resolve()
      }
      this.watches.add(look)
      look()
      void this.ended.then(
        ({ stdout, stderr }) => reject(new Error(`it ended without '${text}':\n${stdout}\n${stderr}`)),
        reject,
      )
    })
  }

  /** Signals the process that was started, and no other. @returns what came of it, and milliseconds until all were gone */
  async stop(signal: NodeJS.Signals): Promise<Outcome & { readonly ms: number }> {
    const start = performance.now()
    this.child.kill(signal)
    const outcome = await this.ended
    return { ...outcome, ms: performance.now() - start }
  }

  private heard(_: string): void {
    for (const look of this.watches) look()
  }

  private async bury(code: number | null): Promise<Outcome> {
    const left = await leftovers(this.mark)
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true })
    if (left.length > 0) throw new Error(`processes were left:\n${left.join('\n')}`)
    return { code, stdout: this.stdout, stderr: this.stderr }
  }
}

/** Milliseconds after which a run is stopped, so that a test that waits for ever leaves nothing either. */
const LIMIT = 120_000
interface Start {
  readonly folder?: string
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
}

async function start(args: readonly string[], { folder, program, env }: Start = {}): Promise<Running> {
  const free = await slot()
  const mark = randomUUID()
  const child = spawn(program ?? process.execPath, program === undefined ? [bin, ...args] : args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, [MARK]: mark, ...env },
    ...(folder !== undefined && existsSync(folder) ? { cwd: folder } : {}),
  })
  const running = new Running(child, mark, folder)
  const limit = setTimeout(() => child.kill(), LIMIT)
  const done = () => {
    clearTimeout(limit)
    free()
  }
  void running.ended.then(done, done)
  return running
}
