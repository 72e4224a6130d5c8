/** A page that needs nothing else to be read, and of which nothing can be run or loaded. */
import { escaped } from '../../figures/svg'
import { texts } from '../../texts/main'
import { STYLE } from './style'

/** @param title as text @param body as HTML */
export function framed(title: string, body: string): string {
  return `<!doctype html>
<html lang="${texts.common.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`
}
