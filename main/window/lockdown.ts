/** What the page may not do, whatever it holds: see docs/adr/0004-safety-of-the-shell.md. */
import { app, session, type WebContents } from 'electron'
import { ORIGIN } from './page-protocol'

/** Copying text is all that the page may ask the system for. */
const PERMITTED = ['clipboard-sanitized-write']

const LOCAL = [`${ORIGIN}/`, 'devtools://', 'data:', 'blob:']

/** Before the application is ready: no name is resolved and nothing is looked up in the background. */
export function cutNetwork(): void {
  app.commandLine.appendSwitch('host-rules', 'MAP * ~NOTFOUND')
  for (const name of ['disable-background-networking', 'disable-component-update', 'no-pings', 'disable-sync'])
    app.commandLine.appendSwitch(name)
}

export function lockSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(PERMITTED.includes(permission)))
  defaultSession.setPermissionCheckHandler((_contents, permission) => PERMITTED.includes(permission))
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !LOCAL.some((start) => url.startsWith(start)) }),
  )
  defaultSession.setSpellCheckerEnabled(false)
  defaultSession.on('will-download', (event) => event.preventDefault())
}

/** No other page, no other window, no embedded page. */
export function lockContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault()
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', (event) => {
    // The main frame's own event follows only if this one lets it.
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', refuse)
  // The one kind of connection that no request announces.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
