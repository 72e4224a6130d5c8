/** Which types a manager's server can make, and what their proxies are. */
import { AssertionError } from '../errors'
import { styleOf, type BaseProxy, type ProxyType } from './proxy'

type AnyCallable = ((...args: never[]) => unknown) | (abstract new (...args: never[]) => object)

/** What a manager is told of a type. CPython: the parameters of `BaseManager.register`. */
export interface TypeOptions {
  /** A class, or a function that makes the object, called in the server. Default: none; only methods give such objects. */
  readonly callable?: AnyCallable | undefined
  /** A class at the top level of the script. Default: one made from what is exposed. */
  readonly proxytype?: (abstract new (...args: never[]) => BaseProxy) | undefined
  /** The methods that clients may call. Default: those of the proxytype, else all but those whose names begin with `_`. */
  readonly exposed?: readonly string[] | undefined
  /** Methods whose results stay in the server: clients get proxies of the types named. */
  readonly methodToTypeid?: Readonly<Record<string, string>> | undefined
  /** `false`: managers get no method of that name. Default true. CPython: `create_method`. */
  readonly createMethod?: boolean | undefined
}

/** A type as the server knows it; travels to it. */
export interface Registered {
  readonly typeid: string
  readonly callable: AnyCallable | null
  readonly proxytype: string | null
  readonly exposed: readonly string[] | null
  readonly methodToTypeid: Readonly<Record<string, string>>
}

export type Registry = ReadonlyMap<string, Registered>

const OPTIONS = new Set(['callable', 'proxytype', 'exposed', 'methodToTypeid', 'createMethod'])

/** @throws AssertionError, TypeError naming what is wrong with a registration */
export function registered(typeid: string, options: TypeOptions): Registered {
  if (typeof typeid !== 'string') throw new AssertionError(`a typeid must be a string, not ${typeof typeid}`)
  const { callable, proxytype, exposed, methodToTypeid = {} } = options
  for (const name of Object.keys(options))
    if (!OPTIONS.has(name)) throw new TypeError(`register('${typeid}') has no option '${name}'`)
  if (callable !== undefined && typeof callable !== 'function')
    throw new TypeError(`the callable of '${typeid}' must be a function or a class`)
  for (const [method, result] of Object.entries(methodToTypeid))
    if (typeof result !== 'string')
      throw new AssertionError(`methodToTypeid of '${typeid}' must name a typeid for '${method}'`)
  return {
    typeid,
    callable: callable ?? null,
    proxytype: proxytype === undefined ? null : styleOf(proxytype),
    exposed: exposed ?? (proxytype as Partial<ProxyType> | undefined)?.exposed ?? null,
    methodToTypeid,
  }
}

/** Makes an object of a type. */
export function construct({ typeid, callable }: Registered, args: readonly unknown[]): unknown {
  if (callable === null) throw new AssertionError(`objects of the type '${typeid}' come from methods only`)
  if (isClass(callable)) return new (callable as new (...args: unknown[]) => object)(...args)
  return (callable as (...args: unknown[]) => unknown)(...args)
}

function isClass(callable: AnyCallable): boolean {
  return /^class\b/.test(Function.prototype.toString.call(callable))
}
