/** The colours of the lab's interface (renderer/styles/tokens.css) inside each figure, which must stand alone. */

/** `system` follows the reader's preference, and the window's `data-theme` where it stands in the window. */
export type Theme = 'light' | 'dark' | 'system'

/** Okabe and Ito's colours in the order of the lab; series beyond them begin again, with other marks. */
const DATA = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442']

type Colours = Readonly<Record<string, string>>

const data = (colours: readonly string[]): Colours =>
  Object.fromEntries(colours.map((colour, i) => [`data-${i + 1}`, colour]))

const LIGHT: Colours = {
  pane: '#ffffff',
  line: '#e6e6e3',
  text: '#1c1d1f',
  secondary: '#64676d',
  error: '#b34700',
  ...data(DATA),
}
const DARK: Colours = {
  pane: '#1a1d20',
  line: '#2b2f33',
  text: '#e8e9ea',
  secondary: '#9aa0a6',
  error: '#ff8a3d',
  ...data(['#3d9bd6', ...DATA.slice(1)]),
}
const HIGH_CONTRAST: Colours = {
  ...DARK,
  pane: '#000000',
  line: '#a3a8ae',
  text: '#ffffff',
  secondary: '#d8dbdf',
  error: '#ffa066',
}
const FORCED: Colours = {
  pane: 'Canvas',
  line: 'CanvasText',
  text: 'CanvasText',
  secondary: 'CanvasText',
  error: 'CanvasText',
}

export const COLOURS = DATA.length

/** The class that draws with a colour of the theme, e.g. `stroke-line`; see `styles`. */
export function classOf(property: 'fill' | 'stroke', colour: string): string {
  return `${property}-${colour}`
}

/** The figure's sheet. Programs that know no custom properties take the literal colour that stands before each. */
export function styles(theme: Theme): string {
  const first = theme === 'dark' ? DARK : LIGHT
  const rules = Object.entries(first).flatMap(([name, colour]) =>
    (['fill', 'stroke'] as const).map(
      (property) =>
        `.parallab-figure .${classOf(property, name)}{${property}:${colour};${property}:var(--figure-${name})}`,
    ),
  )
  return [
    `.parallab-figure{${properties(first)}}`,
    ...(theme === 'system'
      ? [
          `@media (prefers-color-scheme:dark){.parallab-figure{${properties(DARK)}}}`,
          `[data-theme=light] .parallab-figure{${properties(LIGHT)}}`,
          `[data-theme=dark] .parallab-figure{${properties(DARK)}}`,
          `[data-theme=high-contrast] .parallab-figure{${properties(HIGH_CONTRAST)}}`,
          `@media (forced-colors:active){:root .parallab-figure{forced-color-adjust:none;${properties(FORCED)}}}`,
        ]
      : []),
    '.parallab-figure text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}',
    '.parallab-figure .title{font-size:13px;font-weight:600}',
    ...rules,
  ].join('\n')
}

function properties(colours: Colours): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--figure-${name}:${colour}`)
    .join(';')
}
