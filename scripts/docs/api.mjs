/** `docs/api.md`, made of the docstrings of the library's public names. */
import path from 'node:path'
import { root } from '../setup/paths.mjs'

export const apiPage = path.join(root, 'docs', 'api.md')

/** @param names of `publicNames` */
export function renderApi(names) {
  const files = [...new Set(names.map(({ file }) => file))]
  return [
    '# The library',
    '',
    'Every name that a script can import from `multiprocessing`, made from the docstrings by `npm run docs`. Where a method',
    'exists twice, `get` and `getSync`, the first gives a promise and the second blocks its process. Times are in seconds.',
    ...files.flatMap((file) => section(names.filter((name) => name.file === file))),
    '',
  ].join('\n')
}

function section(names) {
  const [{ introduction }] = names
  return ['', `## ${heading(introduction)}`, ...names.flatMap(entry)]
}

function heading(introduction) {
  return introduction.split(/(?<=[.:]) |\n/)[0].replace(/[.:]$/, '')
}

function entry({ name, comment, signatures, members }) {
  return [
    '',
    `### \`${name}\``,
    '',
    '```ts',
    ...signatures,
    '```',
    '',
    prose(comment),
    ...(members.length === 0 ? [] : ['']),
    ...members.flatMap((member) => [
      `- ${member.signatures.map((signature) => `\`${signature}\``).join('<br>')}`,
      ...(member.name === 'constructor' && member.comment === ''
        ? []
        : [`  <br>${prose(explanation(member, members)).replace(/\n+/g, '\n  <br>')}`]),
    ]),
  ]
}

/** What a member's docstring says, or what its name says enough. */
function explanation({ name, comment }, members) {
  if (comment !== '') return comment
  if (name === 'constructor') return 'How it is made.'
  if (name === 'toString') return 'What it is, in one line.'
  const twin = members.find((member) => `${member.name}Sync` === name && member.comment !== '')
  return twin === undefined ? '' : `As \`${twin.name}\`, blocking the process.`
}

/** A docstring as Markdown: its tags as lines, the CPython name last. */
function prose(comment) {
  return comment
    .replace(/\n(?!@|\n)/g, ' ')
    .replace(/\s*@param (\w+) /g, '\n\n*$1*: ')
    .replace(/\s*@returns /g, '\n\nReturns ')
    .replace(/\s*@throws /g, '\n\nThrows ')
    .replace(/\s+(CPython(?: 3\.\d+)?: )/g, '\n\n$1')
    .trim()
}

/** @returns what has no docstring, and which exported names do not say what they are in CPython, or that they are only here */
export function undocumented(names) {
  return {
    withoutDocstring: names.flatMap(({ name, comment, members }) => [
      ...(comment === '' ? [name] : []),
      ...members.filter((member) => explanation(member, members) === '').map((member) => `${name}.${member.name}`),
    ]),
    withoutOrigin: names.filter(({ comment }) => !/\b(CPython|Here:)/.test(comment)).map(({ name }) => name),
  }
}
