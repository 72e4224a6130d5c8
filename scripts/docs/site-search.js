/** The search over all pages. A plain script, since a page that is opened as a file can load no modules and no data. */
{
  const MOST = 50
  const form = document.querySelector('nav form')
  const field = form.querySelector('input')
  const status = form.querySelector('[role=status]')
  const list = form.querySelector('ul')
  /** `null` until somebody searches. */
  let parts = null

  /** Parts that hold every word, each anywhere; those that have them in the heading first, the shortest of these before. */
  function find(words) {
    const holds = (text) => words.every((word) => text.toLowerCase().includes(word))
    const byHeading = parts.filter(({ heading }) => holds(heading))
    const byText = parts.filter(({ page, heading, text }) => !holds(heading) && holds(`${page} ${heading} ${text}`))
    return [...byHeading.sort((a, b) => a.heading.length - b.heading.length), ...byText]
  }

  function itemOf({ page, href, heading }) {
    const [item, link] = [document.createElement('li'), document.createElement('a')]
    link.href = href
    link.textContent = heading
    if (page !== heading) {
      const where = document.createElement('span')
      where.textContent = page
      link.append(' ', where)
    }
    item.append(link)
    return item
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length > 0 && parts === null) return load()
    const found = words.length === 0 ? [] : find(words)
    const count = found.length === 1 ? '1 part' : `${found.length} parts`
    status.textContent = words.length === 0 ? '' : found.length > MOST ? `The first ${MOST} of ${count}` : count
    list.replaceChildren(...found.slice(0, MOST).map(itemOf))
  }

  function load() {
    if (document.querySelector('[src="search-index.js"]') !== null) return
    const script = document.createElement('script')
    script.src = 'search-index.js'
    script.addEventListener('load', () => {
      parts = globalThis.parts
      show()
    })
    document.head.append(script)
  }

  /** The field and what was found, one below the other. */
  function step(by) {
    const stops = [field, ...list.querySelectorAll('a')]
    stops.at(Math.max(0, stops.indexOf(document.activeElement) + by))?.focus()
  }

  function clear() {
    field.value = ''
    field.focus()
    show()
  }

  const KEYS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: clear }

  field.addEventListener('input', show)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    list.querySelector('a')?.click()
  })
  form.addEventListener('keydown', (event) => {
    const act = KEYS[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    field.focus()
    field.select()
  })
  // A page that is gone back to has its words still.
  addEventListener('pageshow', show)
}
