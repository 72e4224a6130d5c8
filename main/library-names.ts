/** What a script imports from the library, types aside, by name. */
export function usesOf(text: string): string[] {
  const [, names = ''] = /^import \{([^}]*)\} from ['"]multiprocessing['"]/m.exec(text) ?? []
  const values = names.split(',').map((name) => name.trim())
  return values.filter((name) => name !== '' && !name.startsWith('type ')).sort()
}
