/** What can be taken away. */
export const exporting = {
  title: 'Export',
  nothing: 'There is nothing to export yet: run the script, or compare sizes, first.',
  whole: 'Whole',
  parts: 'Parts',
  html: { label: 'Report (HTML)…', detail: 'Everything on one page, which opens again here' },
  json: { label: 'All data (JSON)…', detail: 'For programs; opens again here' },
  csv: { label: 'Tables (CSV)…', detail: 'For spreadsheets and data frames' },
  svg: { label: 'Charts (SVG)…', detail: 'Each one, for print and papers' },
  png: { label: 'Charts (PNG)…', detail: 'Each one, as a picture' },
  trace: { label: 'Trace for Perfetto…', detail: 'Every task, for Perfetto and Chrome' },
}
