/** Tables as columns of equal length. */

export type Columns = Readonly<Record<string, readonly unknown[]>>

/** Columns that grow. */
export type Growing<C> = { -readonly [K in keyof C]: C[K] extends readonly (infer T)[] ? T[] : never }

/** Columns of the same names, without a row. */
export function growing<C extends Columns>(like: C): Growing<C> {
  return Object.fromEntries(Object.keys(like).map((name) => [name, []])) as unknown as Growing<C>
}

/** The rows of both, one table after the other. @param from the first row that is kept */
export function together<C extends Columns>(before: C, after: C, from: number): C {
  const column = (name: string) => [...(before[name] ?? []), ...(after[name] ?? [])].slice(from)
  return Object.fromEntries(Object.keys(before).map((name) => [name, column(name)])) as unknown as C
}
