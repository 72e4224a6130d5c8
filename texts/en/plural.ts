/** A count with its noun. @param count as it is shown */
export function plural(count: string, isOne: boolean, one: string, many: string): string {
  return `${count} ${isOne ? one : many}`
}
