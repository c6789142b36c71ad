import { app, protocol } from 'electron'
import { join } from 'node:path'
import { APP_SCHEME } from './app-origin.ts'
import { runApp } from './app.ts'
import { resolveProfile, useProfile } from './profile.ts'

/*
 * Entry of the app. What Electron allows only before `ready` is done here, synchronously; nothing may wait for
 * `ready` at top level, since Electron waits for this module first.
 */

// Every page, whatever its window says. Together with --no-sandbox (root in a container) Chromium would not start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
])

const profile = resolveProfile({
  env: process.env,
  argv: process.argv,
  appData: app.getPath('appData'),
})
useProfile(app, profile)

// The lock lies in the profile: one window per profile. The first instance hears `second-instance`.
if (app.requestSingleInstanceLock()) {
  const out = join(import.meta.dirname, '..')
  runApp({
    profile,
    renderer: join(out, 'renderer'),
    preload: join(out, 'preload', 'index.cjs'),
    children: {
      keychain: join(out, 'main', 'keychain-child.js'),
      bodyDesk: join(out, 'main', 'desk-child.js'),
    },
  })
} else {
  app.exit(0)
}
