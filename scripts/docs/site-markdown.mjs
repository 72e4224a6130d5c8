/** A page of the repository's Markdown as HTML. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import GithubSlugger from 'github-slugger'
import { Marked } from 'marked'
import { root } from '../setup/paths.mjs'

/**
 * @param source path in the repository
 * @param files pages of the site by their sources
 * @returns its first heading, its HTML, the pictures that it shows, and its parts, which are searched
 * @throws Error for a link to what is not in the repository
 */
export function renderMarkdown(source, files) {
  let title = ''
  const pictures = []
  const anchors = new GithubSlugger()
  const renderer = {
    heading({ tokens, depth, text }) {
      if (depth === 1) title = plain(text)
      return `<h${depth} id="${anchors.slug(plain(text))}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens)
      const target = targetOf(source, href, files)
      return target === null ? words : `<a href="${target}">${words}</a>`
    },
    image({ href, text }) {
      const picture = inRepository(source, href)
      pictures.push(picture)
      return `<img src="${path.posix.basename(picture)}" alt="${text}">`
    },
  }
  const body = new Marked({ renderer }).parse(readFileSync(path.join(root, source), 'utf8'))
  return { title, body, pictures, parts: partsOf(body) }
}

/** What stands below each heading, as far as the next one: the anchor, the heading and the text. */
function partsOf(body) {
  const [, ...parts] = body.split(/<h\d id="/)
  return parts.map((part) => {
    const [, anchor, heading, text] = /^([^"]*)">(.*?)<\/h\d>([^]*)$/.exec(part)
    return { anchor, heading: wordsIn(heading), text: wordsIn(text) }
  })
}

const SIGNS = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

function wordsIn(html) {
  const text = html.replace(/<br ?\/?>/g, ' ').replace(/<[^>]*>/g, '')
  return text
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (sign) => SIGNS[sign])
    .replace(/\s+/g, ' ')
    .trim()
}

/** Where a link leads, or `null` for a file of the repository that is no page of the site: then its words alone stand. */
function targetOf(source, href, files) {
  if (/^(https?:|#)/.test(href)) return href
  const [file, hash] = href.split('#')
  const page = files.get(inRepository(source, file))
  return page === undefined ? null : `${page}${hash === undefined ? '' : `#${hash}`}`
}

function inRepository(source, href) {
  const file = path.posix.join(path.posix.dirname(source), href)
  if (!existsSync(path.join(root, file))) throw new Error(`${source} leads to ${href}, which is not there`)
  return file
}

const plain = (text) => text.replaceAll('`', '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
