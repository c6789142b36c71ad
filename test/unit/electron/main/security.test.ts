import { EventEmitter } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import {
  lockContents,
  lockSession,
  type LockableContents,
  type LockableSession,
} from '../../../../electron/main/security.ts'

class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
}

function lockedContents(devServer?: string): FakeContents {
  const contents = new FakeContents()
  lockContents(contents as unknown as LockableContents, devServer)
  return contents
}

/** Emits a navigation; true when it was prevented. */
function prevented(contents: FakeContents, event: string, url: string): boolean {
  const preventDefault = vi.fn()
  contents.emit(event, { url, preventDefault })
  return preventDefault.mock.calls.length > 0
}

describe('a page', () => {
  const navigations = ['will-navigate', 'will-redirect', 'will-frame-navigate']

  test.each(navigations)('cannot leave by %s', (event) => {
    const contents = lockedContents()
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'app://klavi-tester/x.html',
    ]) {
      expect(prevented(contents, event, url)).toBe(true)
    }
  })

  test.each(navigations)('may be reloaded by the dev server, and nothing else, by %s', (event) => {
    const contents = lockedContents('http://localhost:5173')
    expect(prevented(contents, event, 'http://localhost:5173/index.html')).toBe(false)
    expect(prevented(contents, event, 'http://localhost:51730/')).toBe(true)
    expect(prevented(contents, event, 'http://localhost:5173.evil.example/')).toBe(true)
  })

  test('opens no window', () => {
    const contents = lockedContents()
    expect(contents.openHandler?.({ url: 'https://evil.example' })).toEqual({ action: 'deny' })
  })

  test('holds no webview', () => {
    expect(prevented(lockedContents(), 'will-attach-webview', '')).toBe(true)
  })
})

type Answer = (decision: { cancel: boolean }) => void

function lockedSession(devServer?: string) {
  const seen: Record<string, (...args: unknown[]) => unknown> = {}
  const events = new EventEmitter()
  let filter: { urls: string[] } = { urls: [] }
  let spelling: boolean | undefined
  const remember = (name: string) => (handler: (...args: unknown[]) => unknown) => {
    seen[name] = handler
  }
  const session = {
    setPermissionRequestHandler: remember('request'),
    setPermissionCheckHandler: remember('check'),
    setDevicePermissionHandler: remember('device'),
    setSpellCheckerEnabled: (on: boolean) => (spelling = on),
    on: events.on.bind(events),
    webRequest: {
      onBeforeRequest(urls: { urls: string[] }, handler: (...args: unknown[]) => unknown) {
        filter = urls
        seen['web'] = handler
      },
    },
  }
  lockSession(session as unknown as LockableSession, devServer)
  const cancelled = (url: string): boolean => {
    let decision = { cancel: false }
    const answer: Answer = (given) => (decision = given)
    seen['web']?.({ url }, answer)
    return decision.cancel
  }
  return { seen, events, filter: () => filter, spelling: () => spelling, cancelled }
}

describe('a session', () => {
  test.each([
    'clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'fullscreen',
  ])('grants no %s', (permission) => {
    const { seen } = lockedSession()
    const answer = vi.fn()
    seen['request']?.({}, permission, answer)
    expect(answer.mock.calls).toEqual([[false]])
    expect(seen['check']?.({}, permission)).toBe(false)
    expect(seen['device']?.({ deviceType: 'usb' })).toBe(false)
  })

  test('downloads nothing, dictionaries included', () => {
    const { events, spelling } = lockedSession()
    const preventDefault = vi.fn()
    events.emit('will-download', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(spelling()).toBe(false)
  })

  test('lets no request out', () => {
    const { filter, cancelled } = lockedSession()
    const schemes = ['http', 'https', 'ws', 'wss', 'ftp', 'file'].map((one) => `${one}://*/*`)
    expect(filter().urls).toEqual(schemes)
    expect(cancelled('https://example.com/')).toBe(true)
    expect(cancelled('http://localhost:5173/')).toBe(true)
  })

  test('lets the dev server be reached, and nothing else', () => {
    const { cancelled } = lockedSession('http://localhost:5173')
    expect(cancelled('http://localhost:5173/src/main.ts')).toBe(false)
    expect(cancelled('ws://localhost:5173/')).toBe(false)
    expect(cancelled('http://localhost:5174/')).toBe(true)
    expect(cancelled('https://example.com/')).toBe(true)
  })
})
