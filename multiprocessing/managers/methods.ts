/** The methods that a proxy has of its referent: each as a promise and, with `Sync`, blocking. */

type Method = (...args: never[]) => unknown

/** The names of an object's methods that clients may call. */
export type MethodName<R> = {
  [K in keyof R]: R[K] extends Method ? (K extends 'toString' ? never : K) : never
}[keyof R] &
  string

/** Here: a referent's methods as its proxy has them. */
export type Remote<R> = {
  [K in MethodName<R>]: R[K] extends (...args: infer A) => infer V ? (...args: A) => Promise<Awaited<V>> : never
} & {
  [K in MethodName<R> as `${K}Sync`]: R[K] extends (...args: infer A) => infer V ? (...args: A) => Awaited<V> : never
}

/** What of an object clients may call unless it is said: all methods but those whose names begin with `_`. */
export function methodsOf(prototype: object): string[] {
  const names = new Set<string>()
  for (let at: object = prototype; at !== Object.prototype && at !== null; at = Object.getPrototypeOf(at) as object)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === 'function' && name !== 'constructor' && name !== 'toString' && !name.startsWith('_'))
        names.add(name)
  return [...names]
}

interface Caller {
  callMethod(method: string, args: readonly unknown[]): Promise<unknown>
  callMethodSync(method: string, args: readonly unknown[]): unknown
}

/** Gives a class of proxies the two forms of each method, unless it has its own. */
export function addMethods(proxytype: { readonly prototype: Caller }, names: Iterable<string>): void {
  const { prototype } = proxytype
  const add = (name: string, value: (this: Caller, ...args: unknown[]) => unknown) => {
    if (!(name in prototype)) Object.defineProperty(prototype, name, { value, configurable: true, writable: true })
  }
  for (const name of names) {
    add(name, function (...args) {
      return this.callMethod(name, args)
    })
    add(`${name}Sync`, function (...args) {
      return this.callMethodSync(name, args)
    })
  }
}
