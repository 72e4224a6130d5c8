/** `lab://app/`: the page's own protocol, which serves the built page and nothing else. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'

export const PAGE = 'lab://app/index.html'
export const ORIGIN = 'lab://app'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

/** Monaco and the charts set styles on elements; everything else comes from the page's own files. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Before the application is ready. */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'lab', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** @param folder the built page */
export function servePage(folder: string): void {
  protocol.handle('lab', async (request) => {
    const file = fileOf(folder, request.url)
    const type = file === null ? undefined : TYPES[path.extname(file)]
    if (file === null || type === undefined) return new Response('not found', { status: 404 })
    try {
      const headers = { 'content-type': type, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' }
      return new Response(new Uint8Array(await readFile(file)), { headers })
    } catch {
      return new Response('not found', { status: 404 })
    }
  })
}

/** The file that an address names, or `null` for one outside the folder. */
export function fileOf(folder: string, address: string): string | null {
  const { host, pathname } = new URL(address)
  const name = decoded(pathname)
  if (host !== 'app' || name === null || name.includes('\0')) return null
  const file = path.resolve(folder, `.${path.posix.normalize(name)}`)
  return file.startsWith(folder + path.sep) ? file : null
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
