/** Runs scripts on an Electron that stays up from test to test (server.ts): what most tests of the library need. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Writable } from 'node:stream'
import { electronFlags } from '../../scripts/electron.mjs'
import { electronExecutable } from '../../scripts/setup/electron.mjs'
import { MARK } from './leftovers'
import type { ServedRun } from './server'

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Milliseconds after which a run is given up, and the Electron with it. */
const LIMIT = 120_000

/** Where set-up.ts has put the bundle of server.ts. */
export const SERVER = 'PARALLAB_TEST_SERVER'

export class Server {
  private readonly child: ChildProcess
  private readonly texts = { stdout: '', stderr: '' }
  private heard: () => void = () => undefined

  constructor() {
    this.child = spawn(electronExecutable(), [...electronFlags({ headless: true }), process.env[SERVER] as string], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DISPLAY: undefined,
        WAYLAND_DISPLAY: undefined,
        PARALLAB_STARTER: String(process.pid),
        [MARK]: process.env[SERVER],
      },
    })
    for (const name of ['stdout', 'stderr'] as const)
      this.child[name]?.setEncoding('utf8').on('data', (text: string) => {
        this.texts[name] += text
        this.heard()
      })
    this.child.once('exit', () => this.heard())
    // It ends with who started it.
    this.child.unref()
  }

  get isUp(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** One at a time. @param words those that follow `parallab run` */
  run(words: readonly string[], cwd: string): Promise<Outcome> {
    const mark = randomUUID()
    const request: ServedRun = { words, cwd, mark }
    const limit = setTimeout(() => this.child.kill('SIGKILL'), LIMIT)
    return new Promise<Outcome>((resolve, reject) => {
      this.heard = () => {
        const { stdout, stderr } = this.texts
        const [out, err] = [ended(stdout, mark), ended(stderr, mark)]
        if (out !== null && err !== null) {
          Object.assign(this.texts, { stdout: '', stderr: '' })
          resolve({ code: out.code, stdout: out.text, stderr: err.text })
        } else if (!this.isUp) reject(new Error(`the lab has ended:\n${stdout}\n${stderr}`))
      }
      ;(this.child.stdio[3] as Writable).write(`${JSON.stringify(request)}\n`)
      this.heard()
    }).finally(() => clearTimeout(limit))
  }
}

/** What stands before the mark, and the exit code behind it; `null` while it has not come. */
function ended(text: string, mark: string): { readonly text: string; readonly code: number } | null {
  const at = text.indexOf(mark)
  if (at < 0 || !text.endsWith('\n')) return null
  return { text: text.slice(0, at), code: Number(text.slice(at + mark.length)) }
}
