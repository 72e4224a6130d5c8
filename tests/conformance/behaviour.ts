/**
 * Behaviours of CPython's library, as its own tests show them, each shown here by a script in the real lab.
 * A script prints one line of JSON per behaviour; `docs/conformance.md` is made of those lines.
 */
import * as multiprocessing from 'multiprocessing'
import { inspect, isDeepStrictEqual } from 'node:util'

/** One line of a script's output. */
export interface Behaviour {
  readonly id: string
  /** What of the library its area is about. */
  readonly names: readonly string[]
  /** CPython's tests that show it; empty: none of them does. */
  readonly tests: readonly string[]
  readonly says: string
  readonly verdict: 'same' | 'better' | 'absent'
  /** Why it is better or absent. */
  readonly why: string
  /** What came of it, when it was not what had to. */
  readonly failure: string | null
}

type Body = () => unknown

/**
 * @param area first part of the behaviours' ids
 * @param suite class of CPython's tests; the names of tests below stand for tests of it, unless they name their own
 * @param of the library's names that the area is about
 */
export function behaviours(area: string, suite: string, of: string) {
  const report = (
    id: string,
    tests: string,
    says: string,
    verdict: Behaviour['verdict'],
    why: string,
    failure: string | null,
  ) => {
    const tested = tests === '' ? [] : tests.split(' ').map((name) => (name.includes('.') ? name : `${suite}.${name}`))
    const names = of.split(' ')
    const behaviour: Behaviour = { id: `${area}.${id}`, names, tests: tested, says, verdict, why, failure }
    console.log(JSON.stringify(behaviour))
  }
  return {
    /** It is as in CPython. */
    async same(id: string, tests: string, says: string, body: Body, expected: unknown): Promise<void> {
      report(id, tests, says, 'same', '', await failureOf(body, expected))
    },
    /** It is better than in CPython. @param why what CPython does, and what that spares here */
    async better(id: string, tests: string, says: string, why: string, body: Body, expected: unknown): Promise<void> {
      report(id, tests, says, 'better', why, await failureOf(body, expected))
    },
    /** It does not exist. @param names that the library must not have, then */
    absent(id: string, tests: string, says: string, why: string, names: readonly string[] = []): void {
      const there = names.filter((name) => name in multiprocessing)
      report(id, tests, says, 'absent', why, there.length === 0 ? null : `there is ${there.join()}`)
    },
  }
}

async function failureOf(body: Body, expected: unknown): Promise<string | null> {
  const got = await Promise.resolve().then(body).catch(named)
  return isDeepStrictEqual(got, expected) ? null : `${inspect(got)} instead of ${inspect(expected)}`
}

/** The error that an act must throw, as `Name: message`. */
export async function thrown(act: () => unknown): Promise<string> {
  return Promise.resolve()
    .then(act)
    .then((value) => `no error but ${inspect(value)}`, named)
}

function named(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)
}
