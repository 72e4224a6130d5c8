/** Runs in Electron for `icons.mjs`: draws PARALLAB_DRAW's SVG in its sizes, in a window that nobody sees. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { app, BrowserWindow } from 'electron'

const DRAW = `async (svg, size) => {
  const image = new Image()
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg)
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  canvas.getContext('2d').drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png')
}`

async function draw({ svg, sizes, folder }) {
  await app.whenReady()
  const window = new BrowserWindow({ show: false, webPreferences: { offscreen: true } })
  await window.loadURL('data:text/html,')
  for (const size of sizes) {
    const url = await window.webContents.executeJavaScript(`(${DRAW})(${JSON.stringify(svg)}, ${size})`)
    const png = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
    writeFileSync(path.join(folder, `${size}x${size}.png`), png)
  }
}

draw(JSON.parse(process.env.PARALLAB_DRAW)).then(
  () => app.exit(0),
  (error) => {
    process.stderr.write(`${error.stack}\n`)
    app.exit(1)
  },
)
