/** A file that a long command is to write at its end: whether it can be written is found out at the beginning. */
import { open, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { texts } from '../../texts/main'
import { UsageError } from './options'
import { say } from './say'

const words = texts.commandLine

export class ResultFile {
  private readonly option: string
  private readonly file: string

  private constructor(option: string, file: string) {
    this.option = option
    this.file = file
  }

  /**
   * @param option its name, for messages @param script the file that must not be overwritten
   * @returns `null` where none was asked for @throws UsageError when it cannot be written
   */
  static async reserve(option: string, file: string | null, script: string): Promise<ResultFile | null> {
    if (file === null) return null
    if (path.resolve(file) === script) throw new UsageError(words.refused.isScript(option, file))
    try {
      await (await open(file, 'a')).close()
    } catch (error) {
      throw new UsageError(words.refused.notWritable(option, file, (error as Error).message))
    }
    return new ResultFile(option, file)
  }

  /** @returns whether it is written; if not, it has been said why */
  async write(data: string | Buffer): Promise<boolean> {
    try {
      await writeFile(this.file, data)
      return true
    } catch (error) {
      say(words.notWhole(this.option, this.file, (error as Error).message))
      return false
    }
  }
}
