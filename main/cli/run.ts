import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileScript } from '../compile'
import { Run } from '../runs/run'
import { Spares } from '../runs/spares'

export async function runCommand(args: readonly string[]): Promise<number> {
  const file = path.resolve(args[0] as string)
  const text = await readFile(file, 'utf8')
  const compiled = await compileScript({ file, text })
  if (!compiled.ok) {
    for (const error of compiled.errors) console.error(`${error.file}:${error.line}:${error.column}: ${error.message}`)
    return 2
  }
  const spares = new Spares(fileURLToPath(new URL('./utility.js', import.meta.url)))
  spares.keep(3)
  const run = new Run('run', { script: compiled.script, argv: args.slice(1), cwd: path.dirname(file), poolSize: null, processLimit: 64 }, spares, {
    event: (event) => { if (process.env['EVENTS']) console.error(JSON.stringify(event)) },
    output: (_from, stream, chunk) => { process[stream].write(chunk); return undefined },
    uncaught: () => undefined,
  })
  run.start()
  const end = await run.ended
  spares.close()
  return end.exitcode
}
