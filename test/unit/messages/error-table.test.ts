import { afterEach, describe, expect, it } from 'vitest'
import { useLanguage } from '../../../messages/index.ts'
import {
  errorTable,
  explainError,
  isErrorCode,
  type ErrorCode,
} from '../../../messages/error-table.ts'

/** Every value that an error of the core carries (core/failure.ts). */
const values = {
  host: 'HOST',
  reason: 'REASON',
  phase: 'PHASE',
  limit: 64,
  target: 'TARGET',
  status: 418,
  detail: 'DETAIL',
  businessCode: '4101',
  retryAfter: '7 s',
  environment: 'ENVIRONMENT',
  origin: 'ORIGIN',
  name: 'NAME',
  known: 'KNOWN',
  id: 'ID',
  port: 8443,
  channel: 'CHANNEL',
  address: 'ADDRESS',
  dialect: 'g1',
  call: 'cancel',
  document: '123',
  set: 'partner A',
  keptIn: 'secret-service',
  savedAt: '2026-03-04T05:06:07.890Z',
  ascii: 'xn--pi-6kc.example',
  like: 'klavi.ai',
  file: 'FILE',
  folder: 'FOLDER',
  least: 10,
  amount: 'R$ 48,00',
  typed: '47,00',
}
const codes = Object.keys(errorTable) as ErrorCode[]

afterEach(() => useLanguage(() => 'en'))

describe.each(['en', 'pt-BR'] as const)('in %s', (language) => {
  it.each(codes)('%s explains itself', (code) => {
    useLanguage(() => language)
    const { message, hint } = explainError(code, values)
    for (const sentence of [message, hint]) {
      expect(sentence.length).toBeGreaterThan(10)
      expect(sentence).not.toMatch(/[{}]|undefined|null|NaN|\[object/)
      expect(sentence).not.toMatch(/^error_/)
    }
    expect(hint).not.toBe(message)
  })
})

it.each(codes)('%s has other words in Portuguese than in English', (code) => {
  useLanguage(() => 'en')
  const english = explainError(code, values)
  useLanguage(() => 'pt-BR')
  const portuguese = explainError(code, values)
  expect(portuguese.message).not.toBe(english.message)
  expect(portuguese.hint).not.toBe(english.hint)
})

it('never calls a lost payment, or anything that only a person can mend, retryable', () => {
  for (const code of ['outcome-unknown', 'http-bad-request', 'http-conflict', 'tls'] as const) {
    expect(errorTable[code].retryable).toBe(false)
  }
})

// docs/cli.md "Exit codes"
it.each<[code: ErrorCode, exit: number]>([
  ['http-bad-request', 2],
  ['payload-invalid', 2],
  ['http-unauthorized', 3],
  ['no-credential', 3],
  ['vault-unavailable', 3],
  ['connect', 4],
  ['http-server', 4],
  ['outcome-unknown', 5],
  ['aborted', 130],
])('%s ends the command line with %i', (code, exit) => {
  expect(errorTable[code].exitCode).toBe(exit)
})

it('knows its own codes only', () => {
  expect(isErrorCode('connect')).toBe(true)
  expect(isErrorCode('constructor')).toBe(false)
  expect(isErrorCode('')).toBe(false)
})
