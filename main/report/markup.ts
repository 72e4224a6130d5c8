/** HTML as text. */
import { escaped } from '../../figures/svg'
import type { Interval } from '../../protocol/sweep'

/** A table; the first column names its row, a column without a name has words. What is empty in all rows is left out. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.flatMap((name, i) => (i === 0 || rows.some((row) => row[i] !== '') ? [{ name, i }] : []))
  const row = (cell: (column: { readonly name: string; readonly i: number }) => string) =>
    `<tr>${columns.map(cell).join('')}</tr>`
  const heads = row(({ name }) => `<th scope="col">${escaped(name)}</th>`)
  const lines = rows.map((cells) =>
    row(({ name, i }) => {
      const text = escaped(cells[i] ?? '')
      if (i === 0) return `<th scope="row">${text}</th>`
      return name === '' ? `<td class="words">${text}</td>` : `<td>${text}</td>`
    }),
  )
  return (
    `<div class="wide"><table><caption>${escaped(caption)}</caption><thead>${heads}</thead>\n` +
    `<tbody>${lines.join('\n')}</tbody></table></div>`
  )
}

export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`
}

export function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
}

/** An estimate with its interval, `''` where there is none. */
export function spread(interval: Interval | null, say: (value: number) => string): string {
  if (interval === null) return ''
  const { value, low, high } = interval
  return low === high ? say(value) : `${say(value)} [${say(low)}, ${say(high)}]`
}
