import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportFileName } from '../../../../core/evidence/export-exchanges.ts'
import { exportRun } from '../../../../core/evidence/bodies/export-run.ts'
import type { ExportedExchange } from '../../../../core/evidence/exported-exchange.ts'
import type { ExportFormat } from '../../../../core/model/exchange-query.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'
import { breaches } from '../../../contract/schema.ts'

const auth: ExportedExchange = {
  id: 'e-1',
  environmentId: 'sandbox',
  step: 'auth',
  at: '2026-11-22T12:00:00.000Z',
  method: 'POST',
  url: 'https://api.example/payment/customer/v1/auth',
  httpStatus: 200,
  latencyMs: 120,
  requestHeaders: [
    ['content-type', 'application/json'],
    ['host', 'api.example'],
    ['content-length', '60'],
  ],
  requestBody: '{"accessKey":"[redacted]","secretKey":"[redacted]"}',
  requestBytes: 60,
  responseHeaders: [['Content-Type', 'application/json']],
  responseBody: '{"accessToken":"[redacted]"}',
  responseBytes: 400,
  timings: { queue: 1, dns: 2.5, tcp: 10, tls: 20.25, firstByte: 80, download: 3, total: 117 },
  remoteAddress: '203.0.113.9:443',
}
const create: ExportedExchange = {
  ...auth,
  id: 'e-2',
  step: 'create',
  at: '2026-11-22T12:00:01.000Z',
  localId: 'l-1',
  url: 'https://api.example/payment/customer/v1/payments?cpf=529.982.247-25&x=1',
  requestHeaders: [
    ['authorization', 'Bearer [redacted]'],
    ['content-type', 'application/json'],
  ],
  requestBody: JSON.stringify({
    user: { name: "Ana D'Ávila Lima", taxId: '52998224725' },
    participantId: 'bank-1',
    pixKey: 'ana@example.com',
    amount: '4800',
  }),
  responseBody: '<html>it’s ```broken``` for +5511987654321</html>',
}
const lost: ExportedExchange = {
  ...create,
  id: 'e-3',
  at: '2026-11-22T12:00:02.000Z',
  errorCode: 'reset',
  errorMessage: 'socket hang up',
  responseHeaders: [],
  responseBody: '',
  responseBytes: 0,
}
delete lost.httpStatus
delete lost.timings
delete lost.remoteAddress

const all = [auth, create, lost]
function exported(format: ExportFormat, maskPersonal = true, list = all): string {
  const run = exportRun({ format, maskPersonal, version: '1.2.3', language: 'en' })
  for (const one of list) run.add(one)
  return run.end().text
}

describe('HAR', () => {
  it('is valid against the public schema, whatever came back', () => {
    const har = JSON.parse(exported('har')) as unknown
    expect(breaches('har', har)).toEqual([])
    // The check can fail.
    expect(breaches('har', { log: { version: '1.2', creator: {}, entries: [{}] } })).not.toEqual([])
  })

  it('fills the timings, of which ssl is a part of connect, and their sum', () => {
    const { log } = JSON.parse(exported('har')) as { log: { entries: Record<string, unknown>[] } }
    expect(log.entries[0]).toMatchObject({
      time: 116.75,
      timings: { blocked: 1, dns: 2.5, connect: 30.25, ssl: 20.25, send: 0, wait: 80, receive: 3 },
      serverIPAddress: '203.0.113.9',
    })
    expect(log.entries[2]).toMatchObject({
      response: { status: 0, _error: 'socket hang up' },
      timings: { dns: -1, connect: -1, ssl: -1, wait: 120 },
    })
    expect(log.entries[1]).toMatchObject({
      request: { queryString: [{ name: 'cpf' }, { name: 'x', value: '1' }] },
    })
  })
})

describe('personal data', () => {
  const secrets = ['52998224725', '529.982.247-25', "D'Ávila", 'ana@example.com', '+5511987654321']

  it.each(['har', 'curl', 'json', 'markdown'] as const)('is masked in %s', (format) => {
    const text = exported(format)
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).toContain('bank-1')
    expect(text).toContain('4800')
  })

  it('stands there where the person chose so', () => {
    expect(exported('json', false)).toContain('ana@example.com')
    expect(exported('markdown', false)).toContain('52998224725')
  })
})

describe('curl', () => {
  it('is a command that a shell reads as it was sent, with variables for secrets', () => {
    const run = (exchange: ExportedExchange): string[] =>
      execFileSync(
        'sh',
        ['-c', `curl() { printf '%s\\0' "$@"; }\n${exported('curl', false, [exchange])}`],
        {
          env: { KLAVI_ACCESS_KEY: 'a k', KLAVI_SECRET_KEY: '$(x)', KLAVI_TOKEN: 't' },
          encoding: 'utf8',
        },
      ).split('\0')
    expect(run(auth)).toEqual([
      '--request',
      'POST',
      auth.url,
      '--header',
      'content-type: application/json',
      '--data-raw',
      '{"accessKey":"a k","secretKey":"$(x)"}',
      '',
    ])
    expect(run(create)).toEqual([
      '--request',
      'POST',
      create.url,
      '--header',
      'authorization: Bearer t',
      '--header',
      'content-type: application/json',
      '--data-raw',
      create.requestBody,
      '',
    ])
  })
})

it('Markdown fences a body that holds fences', () => {
  expect(exported('markdown')).toContain('````\n<html>')
})

it('names the file by what is in it', () => {
  expect(exportFileName('markdown', 'y')).toBe('klavi-y.md')
})

describe('one after the other', () => {
  it('gives the very text that writing all at once gives', () => {
    expect(exported('json', false)).toBe(`${JSON.stringify(all, null, 2)}\n`)
    expect(exported('json', false, [])).toBe('[]\n')
    const har = exported('har')
    expect(har).toBe(`${JSON.stringify(JSON.parse(har), null, 2)}\n`)
    expect(JSON.parse(exported('har', true, []))).toMatchObject({ log: { entries: [] } })
  })

  it('gives no more than is wanted, and says how much there is', () => {
    const run = exportRun({
      format: 'json',
      maskPersonal: false,
      version: '1',
      language: 'en',
      most: 9,
    })
    for (const one of all) run.add(one)
    const whole = exported('json', false)
    expect(run.end()).toEqual({ text: whole.slice(0, 9), total: whole.length })
  })

  it('leaves what stood in a file until all is written, and nothing behind', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'x.json')
    writeFileSync(path, 'before')
    const to = { format: 'json', maskPersonal: false, version: '1', language: 'en', path } as const
    const given = exportRun(to)
    given.add(auth)
    expect(readFileSync(path, 'utf8')).toBe('before')
    given.abort()
    expect(readdirSync(folder)).toEqual(['x.json'])
    const run = exportRun(to)
    for (const one of all) run.add(one)
    run.end()
    expect(readFileSync(path, 'utf8')).toBe(exported('json', false))
    expect(readdirSync(folder)).toEqual(['x.json'])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})
