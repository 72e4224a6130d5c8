/**
 * Every text that a user of the window reads; what only main says, on paper and in a terminal, stands in `main.ts`. A
 * language is a folder like `en/` with the same shape, which the compiler checks; sentences with numbers and names are
 * functions, so that each language orders and inflects its own words. How another one is added: ARCHITECTURE.md.
 *
 * Not here is what the library tells a script (`multiprocessing/`, `python/`, `utility/`): errors and log lines of an API
 * are English everywhere, as CPython's are.
 */
import { en } from './en'
import { LANGUAGE, type Translated } from './language'

export type Texts = Translated<typeof en>

const LANGUAGES = { en } satisfies Readonly<Record<string, Texts>>

export const texts: Texts = LANGUAGES[LANGUAGE]
