/**
 * Every text that a user of the window reads. A language is a folder like `en/` with the same shape, which the compiler
 * checks; sentences with numbers and names are functions, so that each language orders and inflects its own words.
 */
import { en } from './en'

export type Texts = typeof en

const LANGUAGES = { en } satisfies Readonly<Record<string, Texts>>

export const texts: Texts = LANGUAGES.en
