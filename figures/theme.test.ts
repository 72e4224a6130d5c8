import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { styles } from './theme'

const TOKENS = readFileSync(new URL('../renderer/styles/tokens.css', import.meta.url), 'utf8')

/** The custom properties of a block of CSS, without their prefix. */
function properties(css: string, prefix: string): Map<string, string> {
  const found = css.matchAll(new RegExp(`--${prefix}([a-z]+(?:-\\d)?): ?(#[0-9a-f]{6})`, 'g'))
  return new Map([...found].map(([, name, colour]) => [name as string, colour as string]))
}

test.each(['light', 'dark', 'high-contrast'] as const)(
  'a figure has the colours of the window in the %s theme',
  (theme) => {
    const [, block = ''] = new RegExp(`data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(TOKENS) ?? []
    const [common = ''] = TOKENS.split(':root,')
    const window = new Map([...properties(common, ''), ...properties(block, '')])
    const [own = ''] = new RegExp(`data-theme=${theme}\\] \\.parallab-figure\\{[^}]*\\}`).exec(styles('system')) ?? []
    const figure = properties(own, 'figure-')
    expect(figure.size).toBeGreaterThan(10)
    for (const [name, colour] of figure) expect([name, window.get(name)]).toEqual([name, colour])
  },
)
