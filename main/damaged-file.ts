/** Files that cannot be read are kept beside what takes their place. */

/** Where a damaged file is kept: `settings.damaged-2026-11-26T09-15-00.json`. */
export function asideOf(file: string): string {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  const [, whole = file, json = ''] = /^(.*?)(\.json)?$/.exec(file) ?? []
  return `${whole}.damaged-${stamp}${json}`
}
