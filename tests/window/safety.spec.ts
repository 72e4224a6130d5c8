/** What the page may not do, whatever it holds: docs/adr/0004-safety-of-the-shell.md. */
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebPreferences } from 'electron'
import { expect, launch, temporaryFolder, test } from './lab'

test('the page has no Node, may go nowhere, and reaches no network', async ({ lab }) => {
  const { page, complaints } = lab
  const found = await page.evaluate(async () => ({
    node: [typeof globalThis.process, typeof (globalThis as { require?: unknown }).require],
    bridge: Object.keys(window).includes('lab'),
    window: window.open('https://example.com') === null,
    fetch: await fetch('https://example.com').then(
      () => 'answered',
      () => 'refused',
    ),
    script: await new Promise((resolve) => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      setTimeout(() => resolve('injected' in window))
    }),
    permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
  }))
  expect(found).toEqual({
    node: ['undefined', 'undefined'],
    bridge: true,
    window: true,
    fetch: 'refused',
    script: false,
    permission: 'denied',
  })
  complaints.length = 0
})

test('the window is sandboxed, isolated, and serves its page under a policy that lets nothing in', async ({ lab }) => {
  const { app, page } = lab
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window?.webContents as unknown as { getLastWebPreferences(): WebPreferences }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
  })
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  const policy = await page.evaluate(async () => (await fetch('index.html')).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'; script-src 'self';")
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
})

test('what the page asks of the system is denied', async ({ lab }) => {
  const asked = await lab.page.evaluate(async () => {
    const name = (error: unknown) => (error as Error).name
    return {
      location: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      ),
      notifications: await Notification.requestPermission(),
      camera: (await navigator.permissions.query({ name: 'camera' as PermissionName })).state,
      clipboard: await navigator.clipboard.readText().then(() => 'given', name),
    }
  })
  expect(asked).toEqual({
    location: 1,
    notifications: 'denied',
    camera: 'denied',
    clipboard: 'NotAllowedError',
  })
})

test('no request reaches a server, neither of the page nor of main, and no process is connected to one', async ({
  lab,
}) => {
  const { app, page, complaints } = lab
  let reached = 0
  const server = createServer((_request, response) => response.end(String(++reached))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await page.evaluate(async (url) => {
    const image = new Image()
    const picture = new Promise((resolve) => (image.onload = image.onerror = resolve))
    image.src = url
    const socket = new WebSocket(url.replace('http', 'ws'))
    const opened = new Promise((resolve) => (socket.onopen = socket.onerror = resolve))
    navigator.sendBeacon(url, 'x')
    await Promise.all([fetch(url).catch(() => undefined), picture, opened])
  }, address)
  const fromMain = await app.evaluate(
    ({ session }, url) =>
      session.defaultSession.fetch(url).then(
        () => 'answered',
        () => 'refused',
      ),
    address,
  )
  expect([fromMain, reached]).toEqual(['refused', 0])
  const pids = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid))
  expect(pids.flatMap(remoteConnections)).toEqual([])
  complaints.length = 0
  server.close()
})

test('a page that is not the window’s own is refused, whatever it asks', async ({ lab }) => {
  const answer = await lab.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await other.loadURL('lab://app/typings.json')
    const answer: unknown = await other.webContents.executeJavaScript("window.lab.command('welcome', null)")
    other.destroy()
    return answer
  })
  expect(answer).toEqual({ ok: false, error: { name: 'Error', message: 'The sender is not the page.' } })
})

test('a command of another shape, or one that does not exist, is refused in a sentence', async ({ lab }) => {
  const answers = await lab.page.evaluate(async () => {
    const command = (window as unknown as { lab: { command(name: string, argument: unknown): Promise<unknown> } }).lab
      .command
    return Promise.all([
      command('fly', null),
      command('startRun', { text: 1 }),
      command('saveFile', { path: '/tmp/not-chosen.ts', suggestedName: 'a', text: '' }),
      command('openFile', { path: '/etc/passwd' }),
    ])
  })
  expect(answers).toEqual([
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining("'fly'") } },
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining('startRun') } },
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining('/tmp/not-chosen.ts') } },
    { ok: false, error: { name: expect.any(String), message: expect.stringContaining('/etc/passwd') } },
  ])
})

test('the page cannot leave its own address', async () => {
  const userData = temporaryFolder()
  const lab = await launch(userData)
  await lab.app.evaluate(({ BrowserWindow }) => {
    const tried: [string, boolean][] = []
    Object.assign(globalThis, { tried })
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event, url) =>
      setImmediate(() => tried.push([url, event.defaultPrevented])),
    )
  })
  const tried = () => lab.app.evaluate(() => (globalThis as unknown as { tried: [string, boolean][] }).tried)
  // Also another page of the lab's own protocol, which no policy or filter would stop.
  const addresses = ['https://example.com/', 'lab://app/typings.json']
  for (const [i, address] of addresses.entries()) {
    await lab.page.evaluate((url) => void (location.href = url), address)
    await expect.poll(async () => (await tried()).length).toBe(i + 1)
  }
  expect(await tried()).toEqual(addresses.map((address) => [address, true]))
  const seen = await lab.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  )
  expect(seen).toEqual(['lab://app/index.html'])
  const closed = lab.app.waitForEvent('close')
  await lab.app.evaluate(({ app }) => app.quit())
  await closed
  rmSync(userData, { recursive: true, force: true })
})

/** Addresses that a process is connected to, this machine's own aside (Linux). */
function remoteConnections(pid: number): string[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
      } catch {
        return [] // Closed meanwhile.
      }
    }),
  )
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) => {
    const rows = readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').trim().split('\n').slice(1)
    return rows.flatMap((row) => {
      const [, , remote = '', , , , , , , inode = ''] = row.trim().split(/\s+/)
      const isFar = !/^0+:|^0100007F:|^0{24}01000000:|0{16}FFFF00000100007F:/.test(remote)
      return sockets.has(inode) && isFar ? [remote] : []
    })
  })
}
