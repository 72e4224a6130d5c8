/** What `import.meta` holds in a script. */
interface ImportMeta {
  /** Whether this is the run's first process and the script's own file: what must happen once stands under it. */
  readonly main: boolean
  readonly url: string
  readonly filename: string
  readonly dirname: string
}
