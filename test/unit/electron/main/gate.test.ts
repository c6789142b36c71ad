import { describe, expect, test, vi } from 'vitest'
import { createGate, type GateParts } from '../../../../electron/main/gate.ts'
import { trustOrigin } from '../../../../electron/main/sender.ts'
import { requestSchemas } from '../../../../electron/contract/schemas.ts'
import { KlaviError } from '../../../../core/failure.ts'

const own = { url: 'app://klavi-tester/index.html?theme=dark', isMainFrame: true }

function gateWith(handlers: Record<string, (input: never) => unknown>) {
  const load = vi.fn(async () => ({ schemas: requestSchemas, handlers }) as unknown as GateParts)
  const report = vi.fn()
  const gate = createGate({
    isTrusted: trustOrigin('app://klavi-tester'),
    load,
    redact: (text) => text.replaceAll('s3cret', '[redacted]'),
    report,
  })
  return { gate, load, report }
}

describe('who may ask', () => {
  test.each([
    ['another site', { url: 'https://evil.example/index.html', isMainFrame: true }],
    ['another host of the scheme', { url: 'app://other/index.html', isMainFrame: true }],
    ['a host that begins alike', { url: 'app://klavi-tester.evil/', isMainFrame: true }],
    ['a file', { url: 'file:///tmp/index.html', isMainFrame: true }],
    ['no address', { url: '', isMainFrame: true }],
    ['a blank page', { url: 'about:blank', isMainFrame: true }],
    ['a frame inside the app', { ...own, isMainFrame: false }],
    ['a frame that is gone', undefined],
  ])('refuses %s, before anything is loaded', async (_who, sender) => {
    const { gate, load, report } = gateWith({ 'app.info': () => 'never' })
    const result = await gate(sender, 'app.info', null)
    expect(result).toMatchObject({ ok: false, error: { code: 'untrusted-sender' } })
    expect(load).not.toHaveBeenCalled()
    expect(report).toHaveBeenCalledOnce()
  })

  test("hears the app's own main frame", async () => {
    const { gate } = gateWith({ 'app.info': () => ({ version: '1' }) })
    expect(await gate(own, 'app.info', null)).toEqual({ ok: true, data: { version: '1' } })
  })
})

describe('what may be asked', () => {
  test.each(['nope', 'app', 'constructor', '__proto__', 'toString', 7, null, undefined, {}])(
    'refuses the channel %s',
    async (channel) => {
      const { gate } = gateWith({})
      const result = await gate(own, channel, null)
      expect(result).toMatchObject({ ok: false, error: { code: 'unknown-channel' } })
    },
  )

  test('refuses an input that the schema does not know, and names the field', async () => {
    const save = vi.fn()
    const { gate } = gateWith({ 'credentials.save': save })
    const input = { environmentId: 'simulator', accessKey: 'a', secretKey: 7 }
    const result = await gate(own, 'credentials.save', input)
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', retryable: false, details: { field: 'secretKey' } },
    })
    expect(save).not.toHaveBeenCalled()
  })

  test('an invalid input is never quoted', async () => {
    const { gate } = gateWith({})
    const input = { environmentId: 'e', accessKey: 'k'.repeat(5_000), secretKey: 'my-key-123' }
    const text = JSON.stringify(await gate(own, 'credentials.save', input))
    expect(text).not.toContain('kkkk')
    expect(text).not.toContain('my-key-123')
  })

  test('hands the checked input on; a missing one is null', async () => {
    const info = vi.fn(() => 1)
    const stop = vi.fn(() => 2)
    const { gate } = gateWith({ 'app.info': info, 'watch.stop': stop })
    await gate(own, 'app.info', undefined)
    await gate(own, 'watch.stop', { localId: 'p1' })
    expect(info).toHaveBeenCalledWith(null)
    expect(stop).toHaveBeenCalledWith({ localId: 'p1' })
  })
})

describe('what comes back', () => {
  test('an answer of nothing is null', async () => {
    const { gate } = gateWith({ 'app.info': () => undefined })
    expect(await gate(own, 'app.info', null)).toEqual({ ok: true, data: null })
  })

  test('a KlaviError keeps its code, and is no business of the log', async () => {
    const { gate, report } = gateWith({
      'watch.start': () => {
        throw new KlaviError('watch-owned', { owner: 'other' })
      },
    })
    const result = await gate(own, 'watch.start', { localId: 'p1' })
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'watch-owned', details: { owner: 'other' } },
    })
    expect(report).not.toHaveBeenCalled()
  })

  test('anything else thrown is internal, logged, and shown without its secrets', async () => {
    const { gate, report } = gateWith({
      'app.info': () => Promise.reject(new TypeError('bad s3cret here')),
    })
    const result = await gate(own, 'app.info', null)
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(result)).not.toContain('s3cret')
    expect(JSON.stringify(result)).not.toContain('gate.test')
    expect(report).toHaveBeenCalledOnce()
  })

  test('a core that does not load is an answer too', async () => {
    const gate = createGate({
      isTrusted: () => true,
      load: () => Promise.reject(new KlaviError('journal-unavailable')),
      redact: (text) => text,
      report: () => {},
    })
    expect(await gate(own, 'app.info', null)).toMatchObject({
      ok: false,
      error: { code: 'journal-unavailable' },
    })
  })
})
