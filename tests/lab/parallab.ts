/** Runs scripts in the real lab: `parallab run` on real Electron, as a user would. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/parallab.mjs', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line to its end. */
export function parallab(...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** Writes a script to a new folder and runs it. */
export async function runScript(text: string, ...args: string[]): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallab-test-'))
  try {
    const file = path.join(folder, 'script.ts')
    await writeFile(file, text)
    return await parallab('run', file, ...args)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
