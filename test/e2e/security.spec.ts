import type { ElectronApplication } from '@playwright/test'
import { expect, test } from '../support/electron/fixtures.ts'

/** What Electron really gave the window, not what was asked for. */
const lastPreferences = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })

test('the window is sandboxed, isolated and without Node', async ({ launchApp }) => {
  const { electron, window } = await launchApp()
  const preferences = await lastPreferences(electron)
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  expect(preferences['webviewTag'] ?? false).toBe(false)
  const globals = await window.evaluate(() => ({
    require: typeof (globalThis as Record<string, unknown>)['require'],
    process: typeof (globalThis as Record<string, unknown>)['process'],
    transport: Object.keys((globalThis as Record<string, unknown>)['klaviTransport'] as object),
  }))
  expect(globals).toEqual({
    require: 'undefined',
    process: 'undefined',
    transport: ['invoke', 'subscribe'],
  })
})

test('the page comes from app:// with a policy that lets nothing in', async ({ launchApp }) => {
  const { window } = await launchApp()
  expect(new URL(window.url()).protocol).toBe('app:')
  const blocked = await window.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => {
      violations.push(event.effectiveDirective)
    })
    const script = document.createElement('script')
    script.textContent = 'globalThis.intruder = true'
    document.head.append(script)
    const image = new Image()
    image.src = 'https://127.0.0.1:9/x.png'
    await fetch('https://127.0.0.1:9/').catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 0))
    return { violations, intruder: (globalThis as Record<string, unknown>)['intruder'] }
  })
  expect(blocked.intruder).toBeUndefined()
  expect(blocked.violations).toContain('connect-src')
  expect(blocked.violations).toContain('script-src-elem')
  expect(blocked.violations).toContain('img-src')
})

test('navigation, new windows and permissions are denied', async ({ launchApp }) => {
  const { electron, window } = await launchApp()
  const home = window.url()
  const opened = await window.evaluate(() => {
    const popup = globalThis.open('https://example.com/')
    globalThis.location.href = 'https://example.com/'
    return popup === null
  })
  expect(opened).toBe(true)
  const permission = await window.evaluate(() =>
    navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state),
  )
  expect(permission).toBe('denied')
  expect(window.url()).toBe(home)
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  )
})

test('a request that no channel or schema allows is refused', async ({ launchApp }) => {
  const { window } = await launchApp()
  const answers = await window.evaluate(async () => {
    const { invoke } = (
      globalThis as unknown as {
        klaviTransport: { invoke(channel: string, input: unknown): Promise<unknown> }
      }
    ).klaviTransport
    return [
      await invoke('files.read', { path: '/etc/passwd' }),
      await invoke('__proto__', null),
      await invoke('credentials.save', { environmentId: 'simulator', accessKey: 1 }),
      await invoke('payments.list', { search: '', limit: 10, extra: true }),
      await invoke('app.openExternal', { url: 'file:///etc/passwd' }),
      await invoke('app.openExternal', { url: 'https://elsewhere.example/' }),
    ]
  })
  for (const answer of answers) expect(answer).toMatchObject({ ok: false })
  expect(answers[0]).toMatchObject({ error: { code: 'unknown-channel' } })
  expect(answers[2]).toMatchObject({ error: { code: 'invalid-input' } })
})

test('on the test runtime only the simulator may be used', async ({ launchApp }) => {
  const { electron, window } = await launchApp()
  const version = await electron.evaluate(() => process.versions.electron)
  test.skip(!version.startsWith('33.'), 'this is an official Electron')
  const answer = await window.evaluate(() =>
    (
      globalThis as unknown as {
        klaviTransport: { invoke(channel: string, input: unknown): Promise<unknown> }
      }
    ).klaviTransport.invoke('auth.authenticate', { environmentId: 'sandbox' }),
  )
  expect(answer).toMatchObject({ ok: false, error: { code: 'runtime-untrusted' } })
})
