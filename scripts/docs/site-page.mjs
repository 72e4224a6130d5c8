/** The frame of every page of the site. */

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

/** @param page its file, title and HTML, and the sidebar: sections with their links */
export function pageOf({ file, title, body, sidebar }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escaped(title)} - Parallab</title>
<link rel="stylesheet" href="site.css">
<script defer src="site-search.js"></script>
</head>
<body>
<a class="skip" href="#page">To the page</a>
<nav aria-label="Pages">
${item({ file: 'index.html', title: 'Parallab' }, file)}
<search><form>
<input id="search" type="search" autocomplete="off" aria-label="Search all pages" aria-keyshortcuts="Control+K" placeholder="Search (Ctrl+K)">
<p role="status"></p>
<ul id="found"></ul>
</form></search>
${sidebar.map((section) => sectionOf(section, file)).join('\n')}
</nav>
<main id="page">
${body}
</main>
</body>
</html>
`
}

/** A section is open where the page is; the long list of decisions stays closed elsewhere. */
function sectionOf({ name, links }, current) {
  const isOpen = links.length < 5 || links.some(({ file }) => file === current)
  return `<details${isOpen ? ' open' : ''}><summary>${name}</summary>
<ul>
${links.map((link) => `<li>${item(link, current)}</li>`).join('\n')}
</ul>
</details>`
}

function item({ file, title }, current) {
  return `<a href="${file}"${file === current ? ' aria-current="page"' : ''}>${escaped(title)}</a>`
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
