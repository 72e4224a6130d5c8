/** Words that stand in many places. */
export const common = {
  /** As `Intl` takes it, for names of months. */
  locale: 'en',
  run: 'Run',
  done: 'Done',
  close: 'Close',
  closeLine: 'Close this line',
}
