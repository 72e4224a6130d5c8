/** How a report looks: the lab's colours, both themes, on paper too. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fbfbfa; --text: #1c1d1f; --secondary: #64676d; --line: #e6e6e3; }
@media (prefers-color-scheme: dark) {
  :root { --page: #141618; --text: #e8e9ea; --secondary: #9aa0a6; --line: #2b2f33; }
}
* { box-sizing: border-box; }
body {
  max-width: 860px; margin: 0 auto; padding: 32px 24px 64px; background: var(--page); color: var(--text);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
h1 { font-size: 24px; margin: 0; }
h2 { font-size: 17px; margin: 40px 0 8px; }
.file { color: var(--secondary); margin: 0 0 24px; overflow-wrap: anywhere; }
.answer { font-size: 18px; }
svg { display: block; max-width: 100%; height: auto; margin: 24px 0; border: 1px solid var(--line); border-radius: 6px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; margin: 8px 0 16px; }
caption { text-align: left; white-space: nowrap; color: var(--secondary); padding-bottom: 4px; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th { font-weight: 600; }
th:first-child { text-align: left; }
.words { white-space: normal; text-align: left; }
pre {
  max-height: 480px; overflow: auto; margin: 8px 0 16px; padding: 12px; border: 1px solid var(--line); border-radius: 6px;
  font: 12px/1.5 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; tab-size: 2;
}
article:not(:first-child) { margin-top: 64px; padding-top: 48px; border-top: 1px solid var(--line); }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  pre { max-height: none; overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; }
  svg, tr { break-inside: avoid; }
  h1, h2, caption { break-after: avoid; }
  article:not(:first-child) { break-before: page; border: 0; margin: 0; padding: 0; }
}
`
