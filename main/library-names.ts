/** In TypeScript; in Python, where the names may stand between brackets. */
const IMPORT = /^import \{([^}]*)\} from ['"]multiprocessing['"]|^from multiprocessing import (?:\(([^)]*)\)|(.*))/m

/** What a script imports from the library, types aside, by name. */
export function usesOf(text: string): string[] {
  const [, ...names] = IMPORT.exec(text) ?? []
  const values = names
    .join('')
    .split(',')
    .map((name) => name.trim().replace(/ as .*/, ''))
  return values.filter((name) => name !== '' && !name.startsWith('type ')).sort()
}
