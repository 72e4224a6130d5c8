/** The language of the lab, and what another one has to have. */

/** A folder of `texts/`. */
export const LANGUAGE = 'en'

/** The same texts in other words: a text for each text, a function of the same parameters for each function. */
export type Translated<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Translated<R>
    : { readonly [K in keyof T]: Translated<T[K]> }
