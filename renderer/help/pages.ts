/** The pages of the help: the Markdown of docs/, which is part of the window, so that it can be read without a network. */
import { Marked } from 'marked'

type Load = () => Promise<string>

const files = import.meta.glob<string>(
  ['../../docs/guide/*.md', '../../docs/{api,conformance,lessons,method,formats}.md'],
  {
    query: '?raw',
    import: 'default',
  },
)

const ORDER = ['students', 'teachers', 'engineers', 'api', 'conformance', 'lessons', 'method', 'formats']

/** The pages by name, which is that of the file, in the order in which they are worth reading. */
const loads = new Map<string, Load>(
  Object.entries(files)
    .map(([file, load]): [string, Load] => [nameOf(file), load])
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b)),
)

export interface HelpPage {
  readonly name: string
  readonly title: string
  readonly text: string
}

/** Below a heading of a page, as far as the next one. */
export interface HelpPart {
  readonly page: string
  readonly heading: string
  /** What a link to it ends with. */
  readonly anchor: string
  readonly text: string
}

let all: Promise<readonly HelpPage[]> | undefined

export function pages(): Promise<readonly HelpPage[]> {
  all ??= Promise.all(
    [...loads].map(async ([name, load]) => {
      const text = await load()
      return { name, title: /^# (.*)$/m.exec(text)?.[1] ?? name, text }
    }),
  )
  return all
}

/** The name of the page that a link or a file leads to. */
export function nameOf(file: string): string {
  return /([^/#]+)\.md(?:#.*)?$/.exec(file)?.[1] ?? file
}

export function partsOf({ name, title, text }: HelpPage): readonly HelpPart[] {
  const lines = text.split('\n')
  const parts: { page: string; heading: string; anchor: string; text: string }[] = []
  let isCode = false
  for (const line of lines) {
    if (line.startsWith('```')) isCode = !isCode
    const heading = isCode ? undefined : /^#{1,4} (.*)$/.exec(line)?.[1]
    if (heading !== undefined) parts.push({ page: name, heading: plain(heading), anchor: anchorOf(heading), text: '' })
    else {
      if (parts.length === 0) parts.push({ page: name, heading: title, anchor: '', text: '' })
      const last = parts.at(-1)
      if (last !== undefined) last.text += `${line}\n`
    }
  }
  return parts
}

/** Parts that hold every word, those that have them in the heading first. */
export function find(parts: readonly HelpPart[], search: string, most: number): readonly HelpPart[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const holds = (text: string) => words.every((word) => text.includes(word))
  const byHeading = parts.filter(({ heading }) => holds(heading.toLowerCase()))
  const byText = parts.filter(({ heading, text }) => {
    const own = heading.toLowerCase()
    return !holds(own) && holds(`${own} ${text.toLowerCase()}`)
  })
  return [...byHeading, ...byText].slice(0, most)
}

const LINE_END = /^<br ?\/?>$/
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Only what Markdown itself makes, and ends of lines: other HTML is shown as it stands. */
const markdown = new Marked({
  renderer: {
    html: ({ text }) => (LINE_END.test(text) ? '<br>' : escaped(text)),
    image: ({ text }) => escaped(text),
    heading({ tokens, depth, text }) {
      return `<h${depth} id="help-${anchorOf(text)}" tabindex="-1">${this.parser.parseInline(tokens)}</h${depth}>`
    },
  },
})

export function rendered({ text }: HelpPage): string {
  return markdown.parse(text, { async: false })
}

function plain(heading: string): string {
  return heading.replace(/[`*\\]/g, '')
}

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  return plain(heading)
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}
