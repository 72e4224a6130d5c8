/** Marks words in the rows that are drawn, by the page's own highlights: nothing of a row is built anew. */
const [FOUND, HERE] = ['console-found', 'console-found-here'] as const

/** @param top pixels from the top of the row that was gone to, `null` for none */
export function mark(rows: HTMLElement, words: string, top: number | null): void {
  const all = new Highlight()
  const here = new Highlight()
  if (words !== '')
    for (const row of rows.querySelectorAll<HTMLElement>('.line')) {
      const isHere = row.style.transform === `translateY(${top}px)`
      const text = row.querySelector('.text')
      if (text !== null) for (const range of rangesOf(text, words.toLowerCase())) (isHere ? here : all).add(range)
    }
  CSS.highlights.set(FOUND, all)
  CSS.highlights.set(HERE, here)
}

/** Places of the words in an element's text, also where it is in pieces. */
function rangesOf(element: Element, words: string): Range[] {
  const nodes: { readonly node: Node; readonly from: number }[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let text = ''
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, from: text.length })
    text += node.nodeValue ?? ''
  }
  const ranges: Range[] = []
  const lower = text.toLowerCase()
  for (let at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + words.length)) {
    const [start, end] = [at, at + words.length - 1].map((place) => nodes.findLast(({ from }) => from <= place))
    if (start === undefined || end === undefined) continue
    const range = new Range()
    range.setStart(start.node, at - start.from)
    range.setEnd(end.node, at + words.length - end.from)
    ranges.push(range)
  }
  return ranges
}
