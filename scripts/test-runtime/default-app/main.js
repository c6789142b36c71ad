// What Electron's own default app does with `electron PATH`: takes over the name, version and path
// of the app at PATH and runs its main. The import is awaited at top level, because Electron emits
// `ready` only after this module has settled, and some calls are allowed only before that.
import { app, dialog } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import Module from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

function commandLine(args) {
  const preload = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') preload.push(args[(index += 1)])
    else if (arg.startsWith('--app=')) return { preload, file: arg.slice('--app='.length) }
    else if (!arg.startsWith('-')) return { preload, file: arg }
  }
  return { preload }
}

function fail(message) {
  console.error(message)
  if (process.env.DISPLAY && process.stdout.isTTY) dialog.showErrorBox('Klavi Tester', message)
  app.exit(1)
}

function takeOver(folder) {
  const packageFile = join(folder, 'package.json')
  if (!existsSync(packageFile)) return undefined
  const description = JSON.parse(readFileSync(packageFile, 'utf8'))
  if (description.version) app.setVersion(description.version)
  app.name = description.productName ?? description.name ?? app.name
  app.setDesktopName(description.desktopName ?? `${app.name}.desktop`)
  return folder
}

const { preload, file } = commandLine(process.argv.slice(1))
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })

if (file === undefined) {
  fail('usage: electron PATH (the folder of an app)')
} else {
  try {
    if (preload.length > 0) Module._preloadModules(preload)
    const path = resolve(file)
    const appPath = takeOver(path)
    const main = Module._resolveFilename(path, null, true)
    app.setAppPath(appPath ?? dirname(main))
    await import(pathToFileURL(main).href)
  } catch (error) {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
