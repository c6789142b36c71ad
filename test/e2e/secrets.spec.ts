import { randomUUID } from 'node:crypto'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from '../support/electron/fixtures.ts'
import { ask } from '../support/electron/ask.ts'
import { secretsBelow, secretsIn } from '../support/electron/find-secrets.ts'
import { localKlavi } from '../support/electron/local-klavi.ts'
import { Flow } from '../support/electron/pages/flow.ts'

/** Keeps everything that main says to the window: answers and events. */
const listen = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow, ipcMain }) => {
    const heard: string[] = []
    Object.assign(globalThis, { heardByWindow: heard })
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) throw new Error('no window')
    const send = contents.send.bind(contents)
    contents.send = (channel: string, ...args: unknown[]) => {
      heard.push(JSON.stringify(args))
      send(channel, ...args)
    }
    type Handler = (...args: unknown[]) => unknown
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })
      ._invokeHandlers
    const handle = handlers.get('klavi:invoke')
    if (!handle) throw new Error('no handler')
    ipcMain.removeHandler('klavi:invoke')
    ipcMain.handle('klavi:invoke', async (...args) => {
      const answer = await handle(...args)
      heard.push(JSON.stringify(answer))
      return answer
    })
  })

const heardBy = (electron: ElectronApplication) =>
  electron.evaluate(() =>
    (globalThis as unknown as { heardByWindow: string[] }).heardByWindow.join('\n'),
  )

test('after the whole flow no key and no token lies in a file, a log or a message', async ({
  launchApp,
  profile,
}) => {
  const klavi = await localKlavi()
  const accessKey = `access/key+of=the~run ${randomUUID()}`
  const secretKey = `secret "key" \\ of=the&run ${randomUUID()}`
  try {
    const app = await launchApp()
    const { window, electron } = app
    await listen(electron)
    const made = await ask(window, 'environments.add', {
      draft: {
        name: 'Local',
        origin: klavi.origin,
        prefix: '/payment/customer/v1',
        dialect: 'g1',
      },
    })
    const environmentId = made.ok ? made.data.id : ''
    await ask(window, 'settings.set', { environmentId })

    const flow = new Flow(window)
    await flow.step('Credentials').click()
    await window.getByLabel('Access key', { exact: true }).fill(accessKey)
    await window.getByLabel('Secret key', { exact: true }).fill(secretKey)
    await window.getByRole('button', { name: 'Save credentials' }).click()
    await flow.authenticate()
    await flow.pickParticipant('Mock Bank')
    await flow.fillPayment({ amount: '48,00' })
    await flow.send()
    await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })

    // Whatever shows an exchange, a list or a status is asked for as well.
    const list = await ask(window, 'exchanges.list', { environmentId, limit: 100 })
    const exchanges = list.ok ? list.data : []
    expect(exchanges.map(({ step }) => step)).toContain('auth')
    for (const { id } of exchanges) {
      await ask(window, 'exchanges.get', { id })
      for (const side of ['request', 'response'] as const) {
        await ask(window, 'exchanges.body', { id, side, offset: 0, length: 100_000 })
      }
    }
    await ask(window, 'credentials.list', { environmentId })
    await ask(window, 'credentials.test', { environmentId })
    await ask(window, 'environments.export', { environmentIds: null })
    await ask(window, 'tokens.view', { environmentId })
    await ask(window, 'credentials.findInSnippet', {
      text: JSON.stringify({ accessKey: 'ak-of-a-snippet-1', secretKey: 'sk-of-a-snippet-1' }),
    })

    const secrets = [accessKey, secretKey, ...klavi.tokens]
    expect(klavi.tokens.length).toBeGreaterThan(0)
    const heard = await heardBy(electron)
    expect(heard).toContain('PAYMENT_COMPLETED')
    expect(secretsIn('messages', Buffer.from(heard), secrets)).toEqual([])
    expect(heard).not.toContain('-of-a-snippet-1')
    expect(secretsIn('output', Buffer.from(app.output()), secrets)).toEqual([])
    await app.close()
    expect(secretsBelow(profile, secrets)).toEqual([])
    // The search itself finds what is there.
    expect(secretsBelow(profile, ['Mock Bank']).length).toBeGreaterThan(0)
  } finally {
    await klavi.close()
  }
})
