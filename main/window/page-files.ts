/** Which file a `lab://app/…` address names, and what goes with it. Knows nothing of Electron. */
import path from 'node:path'

export const SCHEME = 'lab'
export const ORIGIN = 'lab://app'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/** Inline styles stay: Monaco and uPlot position what they draw by them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The file below `root` that the address names, or `null` when it names none that may be served. */
export function fileOf(address: string, root: string): string | null {
  let url: URL
  let name: string
  try {
    url = new URL(address)
    name = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (url.protocol !== `${SCHEME}:` || url.host !== 'app') return null
  if (name.includes('\0') || name.includes('\\')) return null
  const file = path.join(root, name === '/' ? 'index.html' : name)
  return file.startsWith(root + path.sep) && path.extname(file) in TYPES ? file : null
}

export function headersOf(file: string): Record<string, string> {
  return {
    'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  }
}

/** Whether a request may leave the page: to the application's own files, to the developer tools, to pictures in the text. */
export function isOwn(address: string): boolean {
  return (
    address.startsWith(`${ORIGIN}/`) ||
    address.startsWith('devtools://devtools/') ||
    address.startsWith('data:image/') ||
    address.startsWith('blob:lab://app/')
  )
}
