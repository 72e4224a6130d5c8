/**
 * Electron's main process of the tests: runs scripts one after another as `parallab run` does, over spares that stay warm,
 * so that a test does not wait for an Electron of its own. Each comes as a line on descriptor 3; when it is over, its mark
 * stands on both streams, behind all that its processes wrote there.
 */
import os from 'node:os'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { app } from 'electron'
import { parseRun, UsageError } from '../../main/cli/options'
import { Outside } from '../../main/cli/outside'
import { runScript } from '../../main/cli/run'
import { say } from '../../main/cli/say'
import { openHistory } from '../../main/history'
import { Lab } from '../../main/lab'
import { languageOf } from '../../protocol/language'

export interface ServedRun {
  /** Those that follow `parallab run`; of files absolute paths. */
  readonly words: readonly string[]
  readonly cwd: string
  readonly mark: string
}

const REQUESTS = 3

app.setPath('userData', process.env['PARALLAB_USER_DATA'] as string)
app.on('window-all-closed', () => undefined)
// Each run listens for the signals that end one.
process.setMaxListeners(0)
process.on('uncaughtException', (error) => {
  console.error(error)
  app.exit(1)
})
void app.whenReady().then(serve)

async function serve(): Promise<void> {
  const labs = { inherit: new Lab('inherit', say), pipe: new Lab('pipe', say) }
  for await (const line of createInterface({ input: new Socket({ fd: REQUESTS }) })) {
    const { words, cwd, mark } = JSON.parse(line) as ServedRun
    const code = await run(labs, words, cwd)
    process.stdout.write(`${mark}${code}\n`)
    process.stderr.write(`${mark}${code}\n`)
  }
  for (const lab of Object.values(labs)) await lab.close()
  app.exit(0)
}

async function run(labs: Record<'inherit' | 'pipe', Lab>, words: readonly string[], cwd: string): Promise<number> {
  const outside = new Outside('inherit')
  try {
    const options = parseRun(words)
    const lab = labs[options.json || options.events !== null ? 'pipe' : 'inherit']
    lab.warmUp(options.poolSize ?? os.availableParallelism(), [languageOf(options.file)])
    const history = options.history ? await openHistory(say) : null
    lab.keepIn(history)
    const code = await runScript(lab, options, outside, cwd)
    await history?.close()
    return code
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    say(error.message)
    return 2
  } finally {
    outside.close()
  }
}
