/** Words that stand in many places. */
export const common = {
  /** As `Intl` takes it, for names of months. */
  locale: 'en',
  product: 'Parallab',
  run: 'Run',
  comparing: 'A comparison is going on; stop it first (Shift+F5)',
  soon: 'The first figures come in a moment.',
  done: 'Done',
  close: 'Close',
  closeLine: 'Close this line',
  withKeys: (words: string, keys: string) => `${words} (${keys})`,
}
