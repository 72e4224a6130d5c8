/** The pages of the help: the Markdown of docs/, which is part of the window, so that it can be read without a network. */
import GithubSlugger from 'github-slugger'
import { Marked } from 'marked'
import { holds, wordsOf } from '../parts/searching'

type Load = () => Promise<string>

const files = import.meta.glob<string>(
  ['../../docs/guide/*.md', '../../docs/{api,conformance,lessons,method,formats}.md'],
  {
    query: '?raw',
    import: 'default',
  },
)

const ORDER = ['students', 'teachers', 'engineers', 'python', 'api', 'conformance', 'lessons', 'method', 'formats']

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
  const anchors = new GithubSlugger()
  let isCode = false
  for (const line of lines) {
    if (line.startsWith('```')) isCode = !isCode
    const heading = isCode ? undefined : /^#{1,6} (.*)$/.exec(line)?.[1]
    if (heading !== undefined)
      parts.push({ page: name, heading: plain(heading), anchor: anchors.slug(plain(heading)), text: '' })
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
  const words = wordsOf(search)
  if (words.length === 0) return []
  const byHeading = parts.filter(({ heading }) => holds(heading, words))
  const byText = parts.filter(({ heading, text }) => !holds(heading, words) && holds(`${heading} ${text}`, words))
  return [...byHeading, ...byText].slice(0, most)
}

const LINE_END = /^<br ?\/?>$/
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Only what Markdown itself makes, and ends of lines: other HTML is shown as it stands. */
export function rendered({ text }: HelpPage): string {
  const anchors = new GithubSlugger()
  const markdown = new Marked({
    renderer: {
      html: (token) => (LINE_END.test(token.text) ? '<br>' : escaped(token.text)),
      image: (token) => escaped(token.text),
      heading({ tokens, depth, text: heading }) {
        const id = `help-${anchors.slug(plain(heading))}`
        return `<h${depth} id="${id}" tabindex="-1">${this.parser.parseInline(tokens)}</h${depth}>`
      },
    },
  })
  return markdown.parse(text, { async: false })
}

function plain(heading: string): string {
  return heading.replace(/[`*\\]/g, '')
}
