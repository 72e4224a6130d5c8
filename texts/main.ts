/**
 * For main all texts: those of the window, and what only main says, of scripts, files and lessons, in a terminal and in
 * reports. The page does not load these.
 */
import { texts as shared } from '.'
import { main as en } from './en/main'
import { LANGUAGE, type Translated } from './language'

export type MainTexts = Translated<typeof en>

const LANGUAGES = { en } satisfies Readonly<Record<string, MainTexts>>
const own: MainTexts = LANGUAGES[LANGUAGE]

export const texts = { ...shared, ...own }
