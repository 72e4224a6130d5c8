/** What the library's types infer stands in this folder as assertions that the type checker keeps; see `scripts/docs/api.test.ts`. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only when the type of `value` is exactly `Expected`. */
export const is =
  <Expected>() =>
  <T>(_value: T, ..._wrong: Equal<T, Expected> extends true ? [] : [expected: Expected]): void => {}

export const text = (x: number) => String(x)
export const later = async (x: number) => [x]
export const two = (a: number, b: string) => a > b.length
export const never = (): never => {
  throw new Error()
}
