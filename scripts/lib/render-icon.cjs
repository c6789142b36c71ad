// Runs inside Electron: draws an SVG file in the sizes that are asked for and writes each as N.png into a folder.
// electron render-icon.cjs ICON.svg FOLDER 16 32 …
const { app, BrowserWindow } = require('electron')
const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const [svgFile, folder, ...sizes] = process.argv.slice(
  process.argv.findIndex((arg) => arg.endsWith('render-icon.cjs')) + 1,
)

// Drawn at its own size, so that every edge is sharp there, and not scaled down from a large one.
const draw = (svg, size) => `new Promise((resolve, reject) => {
  const image = new Image()
  image.onerror = () => reject(new Error('not an image'))
  image.onload = () => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = ${size}
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
    resolve(canvas.toDataURL('image/png').split(',')[1])
  }
  image.src = 'data:image/svg+xml;base64,' + ${JSON.stringify(Buffer.from(svg).toString('base64'))}
})`

async function main() {
  const svg = readFileSync(svgFile, 'utf8')
  await app.whenReady()
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
  await window.loadURL('about:blank')
  for (const size of sizes) {
    const png = await window.webContents.executeJavaScript(draw(svg, Number(size)))
    writeFileSync(join(folder, `${size}.png`), Buffer.from(png, 'base64'))
  }
}

main().then(
  () => app.exit(0),
  (error) => {
    process.stderr.write(`${error.stack}\n`)
    app.exit(1)
  },
)
