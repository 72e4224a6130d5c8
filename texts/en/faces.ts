/** The tabs of the right pane. */
export const faces = {
  region: 'Results',
  lastRun: 'Last run',
  keptRun: 'Kept run',
  comparison: 'Comparison',
  sideBySide: 'Side by side',
  charts: 'Charts',
}
