/** SVG as PNG: drawn by Chromium in a hidden window that can reach nothing. */
import { BrowserWindow } from 'electron'

/** Pixels of the picture for one of the figure. */
const SCALE = 2
const PAGE = `data:text/html,<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:">`

/** Draws an SVG of its own size; text in the page, which answers with a data URL. */
const DRAW = `async (svg, scale) => {
  const image = new Image()
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg)
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * scale
  canvas.height = image.naturalHeight * scale
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/png')
}`

export async function rasterized(figures: readonly string[]): Promise<Buffer[]> {
  const window = new BrowserWindow({
    show: false,
    // Offscreen: on a machine without a display a window of another kind ends the application.
    webPreferences: { offscreen: true, sandbox: true, contextIsolation: true, nodeIntegration: false },
  })
  try {
    await window.loadURL(PAGE)
    const pictures: Buffer[] = []
    for (const svg of figures) {
      const url = (await window.webContents.executeJavaScript(`(${DRAW})(${JSON.stringify(svg)}, ${SCALE})`)) as string
      pictures.push(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
    }
    return pictures
  } finally {
    window.destroy()
  }
}
