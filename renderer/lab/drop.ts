/** Files that are dropped on the window: the first is shown here, the others in windows of their own. */
import { texts } from '../../texts'
import type { LabState } from '../state/lab-state.svelte'
import { command, pathOfFile } from './client'

/** Of a folder's whole content somebody would regret more. */
const MOST = 5

/** A script, a report, or a lesson's folder, which is then among the user's own. */
export function openPath(lab: LabState, path: string): void {
  lab.replacing(async () => {
    await lab.script.open(path)
    await lab.lessons.resume()
  })
}

export function openDropped(lab: LabState, files: readonly File[]): void {
  const paths = files.map(pathOfFile).filter((path) => path !== '')
  const [first, ...others] = paths.slice(0, MOST)
  if (first === undefined) return
  if (paths.length > MOST) lab.say(texts.shell.drop.most(MOST))
  openPath(lab, first)
  for (const path of others) void lab.attempt(() => command('newWindow', { path }))
}
