import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const TOKENS = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

function colours(theme: string): ReadonlyMap<string, Colour> {
  const blocks = [...TOKENS.matchAll(/^([^@}]*)\{([^}]*)\}/gm)].filter(
    ([, selector = '']) => !selector.includes('data-theme=') || selector.includes(`'${theme}'`),
  )
  const found = blocks.flatMap(([, , body = '']) => [...body.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6,8})/g)])
  return new Map(found.map(([, name = '', digits = '']) => [name, colourOf(digits)]))
}

function colourOf(digits: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 255] = (digits.match(/[0-9a-f]{2}/g) ?? []).map((two) =>
    parseInt(two, 16),
  )
  return [red, green, blue, alpha / 255]
}

function over([red, green, blue, alpha]: Colour, below: Colour): Colour {
  const mixed = (a: number, b: number) => a * alpha + b * (1 - alpha)
  return [mixed(red, below[0]), mixed(green, below[1]), mixed(blue, below[2]), 1]
}

/** WCAG 2.1, 1.4.3. */
function contrast(a: Colour, b: Colour): number {
  const luminance = ([red, green, blue]: Colour) => {
    const linear = (value: number) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

test.each([
  ['light', 4.5, 1],
  ['dark', 4.5, 1],
  ['high-contrast', 7, 3],
] as const)('words can be read on every surface of the %s theme: at least %f', (theme, least, leastOfLines) => {
  const all = colours(theme)
  const of = (name: string) => all.get(name) ?? colourOf('000000')
  const surfaces = ['page', 'pane', 'raised'].flatMap((surface) => [
    [surface, of(surface)] as const,
    ...(surface === 'raised'
      ? []
      : ['accent-soft', 'error-soft'].map((soft) => [`${soft} on ${surface}`, over(of(soft), of(surface))] as const)),
  ])
  const found = [
    ...surfaces.flatMap(([surface, colour]) =>
      ['text', 'secondary', 'accent', 'error', 'warning'].map(
        (word) => [`${word} on ${surface}`, contrast(of(word), colour), least] as const,
      ),
    ),
    ['on-accent on accent', contrast(of('on-accent'), of('accent')), least] as const,
    ['control-line on pane', contrast(of('control-line'), of('pane')), 3] as const,
    ['line on pane', contrast(of('line'), of('pane')), leastOfLines] as const,
  ]
  expect(
    found.filter(([, ratio, wanted]) => ratio < wanted).map(([name, ratio]) => `${name}: ${ratio.toFixed(2)}`),
  ).toEqual([])
})
