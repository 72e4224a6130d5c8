/** Which name of the library stands at a place of the text, as the type checker knows it. */
import { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register.js'
import type { Answers } from '../cpython/answers'
import type { editors } from './monaco'

const LIBRARY = 'file:///node_modules/multiprocessing/'

interface Definition {
  readonly fileName: string
  readonly name: string
  readonly containerName?: string
}

interface Place {
  readonly lineNumber: number
  readonly column: number
}

/** @returns `Pool.map`, `Queue`, or a name that the library lacks; `null` for what is none of it */
export async function libraryNameAt(
  model: editors.ITextModel,
  place: Place,
  { names, absent }: Answers,
): Promise<string | null> {
  const word = model.getWordAtPosition(place)
  if (word === null) return null
  const worker = await (await getTypeScriptWorker())(model.uri)
  const file = model.uri.toString()
  const at = model.getOffsetAt({ lineNumber: place.lineNumber, column: word.startColumn })
  const found = ((await worker.getDefinitionAtPosition(file, at)) ?? []) as readonly Definition[]
  const own = found.find(({ fileName }) => fileName.startsWith(LIBRARY))
  if (own === undefined) {
    // Of a proxy: its members are worked out from what it stands for, and are defined nowhere.
    const ofProxy = found.length === 0 ? `${await classBefore(at)}.${word.word}` : ''
    if (Object.hasOwn(names, ofProxy)) return ofProxy
    return Object.hasOwn(absent, word.word) && isImported(word.word, model.getValue()) ? word.word : null
  }
  if (Object.hasOwn(names, own.name)) return own.name
  const classes = [own.containerName ?? '', await classBefore(at)]
  const member = classes.map((name) => `${name}.${own.name}`).find((name) => Object.hasOwn(names, name))
  return member ?? Object.keys(names).find((name) => name.endsWith(`.${own.name}`)) ?? null

  /** The class of what the member is asked of: a member that it inherits stands in another one. */
  async function classBefore(offset: number): Promise<string> {
    const before = /([\w$]+)\s*\??\.\s*$/.exec(model.getValue().slice(0, offset))
    if (before === null) return ''
    const info = (await worker.getQuickInfoAtPosition(file, before.index)) as
      | {
          readonly displayParts?: readonly { readonly text: string }[]
        }
      | undefined
    const shown = info?.displayParts?.map(({ text }) => text).join('') ?? ''
    return /: (\w+)/.exec(shown)?.[1] ?? ''
  }
}

/** Whether the script asks the library for it. */
function isImported(name: string, text: string): boolean {
  const [, names = ''] = /import\s*{([^}]*)}\s*from\s*['"]multiprocessing['"]/.exec(text) ?? []
  return names.split(/[\s,]+/).includes(name)
}
