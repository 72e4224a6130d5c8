/** `BaseProxy`: an object of a manager, seen from another process. */
import { inspect } from 'node:util'
import { registerHandle } from '../encoding'
import { ValueError } from '../errors'
import { functionAt, registerName, ship } from '../places'
import type { Link, Loan } from './link'
import { addMethods, methodsOf, type Remote } from './methods'
import type { ServerKey } from './wire'

/** Of every object: what it prints as, and a copy of its value. */
export const TEXT = '#text'
export const VALUE = '#value'

/** Which object of a server a proxy stands for. */
export interface Token {
  readonly id: number
  readonly typeid: string
}

interface Hidden {
  readonly link: Link
  readonly token: Token
  disposed: boolean
}

const hidden = new WeakMap<BaseProxy, Hidden>()
const forgotten = new FinalizationRegistry<Hidden>(giveUp)

/**
 * Stands for an object that lives in a manager's process and calls its methods there. A proxy can be an argument of a
 * process, an item of a queue, and an item of another proxy; the object lives as long as any of them.
 * CPython: `multiprocessing.managers.BaseProxy`.
 */
export class BaseProxy {
  /** @internal */
  constructor(link: Link, token: Token) {
    const state: Hidden = { link, token, disposed: false }
    hidden.set(this, state)
    forgotten.register(this, state, state)
  }

  /**
   * Calls a method of the object by its name. CPython: `BaseProxy._callmethod`.
   * @throws what the method throws, with the far stack as its cause; RemoteError when the object has no such method, or
   *   does not expose it; ProcessError when the manager has been shut down or died
   */
  callMethod(method: string, args: readonly unknown[] = []): Promise<unknown> {
    try {
      const { link, token } = open(this)
      return link.call(token.id, method, args)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  callMethodSync(method: string, args: readonly unknown[] = []): unknown {
    const { link, token } = open(this)
    return link.callSync(token.id, method, args)
  }

  /** A copy of the object; what happens to the copy does not happen to the object. CPython: `BaseProxy._getvalue`. */
  getValue(): Promise<unknown> {
    return this.callMethod(VALUE)
  }

  getValueSync(): unknown {
    return this.callMethodSync(VALUE)
  }

  /** For `using list = await manager.list()`: gives the object up. When nobody has it any more, it is gone. */
  [Symbol.dispose](): void {
    const state = stateOf(this)
    if (state.disposed) return
    state.disposed = true
    forgotten.unregister(state)
    giveUp(state)
  }

  /** What the object prints as; asks the manager for it. CPython: `str(proxy)`. */
  toString(): string {
    return this.callMethodSync(TEXT) as string
  }

  /** What the proxy prints as. CPython: `repr(proxy)`. */
  [inspect.custom](): string {
    const { token } = stateOf(this)
    return `<${this.constructor.name} object, typeid '${token.typeid}' at 0x${token.id.toString(16).padStart(12, '0')}>`
  }
}

/** A class of proxies for the referents of one class. */
export interface ProxyType<P extends BaseProxy = BaseProxy> {
  new (link: Link, token: Token): P
  readonly prototype: P
  /** What clients may call. */
  readonly exposed: readonly string[]
}

/**
 * A class of the library whose proxies have the methods of a class of referents, and those of `base`.
 * @param referent whose public methods clients may call
 */
export function proxyType<R extends object, B extends BaseProxy = BaseProxy>(
  name: string,
  referent: abstract new (...args: never[]) => R,
  base: new (link: Link, token: Token) => B = BaseProxy as never,
): ProxyType<B & Remote<R>> {
  const exposed = methodsOf(referent.prototype as object)
  const made = {
    [name]: class extends (base as unknown as typeof BaseProxy) {
      static readonly exposed = exposed
    },
  }[name] as typeof BaseProxy
  addMethods(made, exposed)
  registerName(`multiprocessing:${name}`, made as never)
  registerName(`multiprocessing:${referent.name}`, referent as never)
  return made as unknown as ProxyType<B & Remote<R>>
}

/** A proxy without a class of its own: its methods are those that its object exposes. CPython: `AutoProxy`. */
export type AutoProxy<R = Record<string, never>> = BaseProxy & Remote<R>

const autoTypes = new Map<string, new (link: Link, token: Token) => BaseProxy>()

function autoType(exposed: readonly string[]): new (link: Link, token: Token) => BaseProxy {
  const key = exposed.join()
  let type = autoTypes.get(key)
  if (type === undefined) {
    type = class AutoProxy extends BaseProxy {
      static readonly exposed = exposed
    }
    addMethods(type as typeof BaseProxy, exposed)
    autoTypes.set(key, type)
  }
  return type
}

/** Which class of proxies an object has: the place of the class, or the methods of one without. */
export type ProxyStyle = string | readonly string[]

export function makeProxy(style: ProxyStyle, link: Link, token: Token): BaseProxy {
  const type = typeof style === 'string' ? (functionAt(style, []) as unknown) : autoType(style)
  return new (type as new (link: Link, token: Token) => BaseProxy)(link, token)
}

/** How the class of a proxy travels. */
export function styleOf(proxytype: { readonly name: string }): string {
  const shipped = ship(proxytype)
  if (shipped === null)
    throw new TypeError(`the proxytype ${proxytype.name} must be a class at the top level of the script`)
  return shipped.id
}

/** The link and the token of a proxy. @throws ValueError when it has been disposed of */
export function open(proxy: BaseProxy): { readonly link: Link; readonly token: Token } {
  const state = stateOf(proxy)
  if (state.disposed) throw new ValueError(`${inspect(proxy)} has been disposed of`)
  return state
}

/** The link of a proxy, disposed of or not. */
export function linkOf(proxy: BaseProxy): Link {
  return stateOf(proxy).link
}

type ProxyData = readonly [key: ServerKey, token: Token, style: ProxyStyle, loan: Loan | null]

let linkTo: (key: ServerKey, object: number, loan: Loan | null) => Link = () => {
  throw new Error('proxies cannot be received yet')
}

/** Says how a proxy that arrives finds its server. */
export function onArrival(find: typeof linkTo): void {
  linkTo = find
}

registerHandle(
  'Proxy',
  BaseProxy,
  (proxy): ProxyData => {
    const { link, token } = open(proxy)
    const type = proxy.constructor as ProxyType
    return [link.key, token, ship(type)?.id ?? type.exposed, link.lend(token.id)]
  },
  ([key, token, style, loan]: ProxyData) => makeProxy(style, linkTo(key, token.id, loan), token),
)

function stateOf(proxy: BaseProxy): Hidden {
  const state = hidden.get(proxy)
  if (state === undefined) throw new TypeError('a proxy is made by its manager')
  return state
}

function giveUp(state: Hidden): void {
  state.link.release(state.token.id)
}
