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

/** Of one of sRGB's three, 0 to 255. */
function linear(value: number): number {
  return value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4
}

/** WCAG 2.1, 1.4.3. */
function contrast(a: Colour, b: Colour): number {
  const luminance = ([red, green, blue]: Colour) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
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

/** Machado, Oliveira and Fernandes 2009, severity 1: what becomes of linear red, green and blue. */
const SIGHTS = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const

type Three = readonly [number, number, number]

function times(matrix: readonly number[], [a, b, c]: Three): Three {
  const row = (i: number) => (matrix[i] as number) * a + (matrix[i + 1] as number) * b + (matrix[i + 2] as number) * c
  return [row(0), row(3), row(6)]
}

/** A distance in Oklab that is seen at a glance: twice what is just noticed. */
const APART = 0.04

/** Lightness and the two axes of colour, as somebody of this sight has them: Ottosson's Oklab. */
function seen([red, green, blue]: Colour, sight: readonly number[]): Three {
  const light = times(sight, [linear(red), linear(green), linear(blue)])
  const cones = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
      0.6299787005,
    ],
    light,
  ).map(Math.cbrt) as unknown as Three
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
      -0.808675766,
    ],
    cones,
  )
}

test.each(
  ['light', 'dark', 'high-contrast'].flatMap((theme) => Object.keys(SIGHTS).map((sight) => [theme, sight] as const)),
)('the seven colours of processes and functions of the %s theme differ for those with %s', (theme, sight) => {
  const all = colours(theme)
  const seven = Array.from({ length: 7 }, (_, i) => `data-${i + 1}`)
  const found = seven.flatMap((a, i) =>
    seven.slice(i + 1).map((b) => {
      const [one, other] = [a, b].map((name) =>
        seen(all.get(name) ?? colourOf('000000'), SIGHTS[sight as keyof typeof SIGHTS]),
      ) as [Three, Three]
      return [`${a} and ${b}`, Math.hypot(...one.map((value, axis) => value - (other[axis] as number)))] as const
    }),
  )
  expect(
    found.filter(([, distance]) => distance < APART).map(([pair, distance]) => `${pair}: ${distance.toFixed(3)}`),
  ).toEqual([])
})
