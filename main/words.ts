/** The words that the user gave on the command line. */
import { existsSync } from 'node:fs'
import path from 'node:path'
// Words that need no window; who starts Electron has to know them too.
import commands from './commands.json'

/** What stands after the application's own folder. @param argv Electron's own, with its switches before the folder */
export function wordsAfter(application: string, argv: readonly string[]): readonly string[] {
  const at = argv.findIndex((word, i) => i > 0 && path.resolve(word) === path.resolve(application))
  return at < 0 ? [] : argv.slice(at + 1)
}

/** In a package: what stands after the switches and the `--` of its launcher, or everything where there is none. */
export function wordsOfPackage(argv: readonly string[]): readonly string[] {
  const words = argv.slice(1)
  const end = words.indexOf('--')
  return end >= 0 && words.slice(0, end).every((word) => word.startsWith('-')) ? words.slice(end + 1) : words
}

/** No word at all, or a script's file; everything else is the command line's. */
export function wantsWindow([first]: readonly string[], exists: (file: string) => boolean = existsSync): boolean {
  return first === undefined || (!commands.includes(first) && exists(first))
}

/** Names a script rather than an option. */
export function fileOf(words: readonly string[]): string | null {
  const [file] = words.filter((word) => !word.startsWith('-'))
  return file === undefined ? null : path.resolve(file)
}
