/** The files that take the place of what CPython has in C and of the operating system, by their path in the library. */
const sources = import.meta.glob<string>('./backend/**/*.py', { query: '?raw', import: 'default', eager: true })

export const BACKEND: ReadonlyMap<string, string> = new Map(
  Object.entries(sources).map(([path, text]) => [path.replace('./backend/', ''), text]),
)
