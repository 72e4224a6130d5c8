/** The page's own scheme: `lab://app/…` is `out/renderer/…` and nothing else. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { protocol } from 'electron'
import { fileOf, headersOf, SCHEME } from './page-files'

/** Before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function servePage(): void {
  const root = fileURLToPath(new URL('../renderer', import.meta.url))
  protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, root) : null
    const bytes = file === null ? null : await readFile(file).catch(() => null)
    return file === null || bytes === null
      ? new Response('There is no such file.', { status: 404 })
      : new Response(bytes, { headers: headersOf(file) })
  })
}
