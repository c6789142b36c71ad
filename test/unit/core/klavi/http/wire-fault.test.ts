import { describe, expect, it } from 'vitest'
import { WireFault } from '../../../../../core/klavi/http/wire.ts'
import { toWireFault } from '../../../../../core/klavi/http/wire-fault.ts'

const fault = (thrown: object, connected: boolean) => {
  const { code, mayHaveArrived } = toWireFault(thrown, 'host', connected)
  return [code, mayHaveArrived]
}

describe('before there was a connection', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'connect'],
    ['EHOSTUNREACH', 'connect'],
    ['ENETUNREACH', 'connect'],
    ['EADDRNOTAVAIL', 'connect'],
    ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['SOMETHING_NEW', 'reset'],
  ])('%s is %s, and nothing left this machine', (code, expected) => {
    expect(fault({ code }, false)).toEqual([expected, false])
  })
})

describe('on an open connection', () => {
  it.each([
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'reset'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'tls'],
    ['EPROTO', 'tls'],
    // The system gives up on a connection whose packets are not answered any more.
    ['ETIMEDOUT', 'timeout'],
    ['SOMETHING_NEW', 'reset'],
  ])('%s is %s, and the request may have arrived', (code, expected) => {
    expect(fault({ code }, true)).toEqual([expected, true])
  })
})

describe('a refused certificate', () => {
  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HOSTNAME_MISMATCH',
  ])('%s is tls, and nothing was sent to it', (code) => {
    expect(fault({ code }, false)).toEqual(['tls', false])
    expect(fault({ code }, true)).toEqual(['tls', false])
  })

  it('is also a connection that ended in the handshake', () => {
    const message =
      'Client network socket disconnected before secure TLS connection was established'
    expect(fault({ code: 'ECONNRESET', message }, false)).toEqual(['tls', false])
  })
})

describe('a limit', () => {
  it.each(['lookup', 'connect', 'secureConnect'])('in phase %s: nothing was sent', (event) => {
    expect(fault({ name: 'TimeoutError', code: 'ETIMEDOUT', event }, true)).toEqual([
      'timeout',
      false,
    ])
  })
  it.each(['response', 'request', 'send', 'socket'])(
    'in phase %s: it may have arrived',
    (event) => {
      expect(fault({ name: 'TimeoutError', code: 'ETIMEDOUT', event }, true)).toEqual([
        'timeout',
        true,
      ])
    },
  )
  it('over all before there was a connection: nothing was sent', () => {
    expect(fault({ name: 'TimeoutError', event: 'request' }, false)).toEqual(['timeout', false])
  })
  it('names its phase', () => {
    expect(toWireFault({ name: 'TimeoutError', event: 'response' }, 'h', true).details).toEqual({
      host: 'h',
      phase: 'response',
    })
  })
})

it.each([{ name: 'AbortError' }, { code: 'ERR_ABORTED' }])('%j was cancelled', (thrown) => {
  expect(fault(thrown, false)).toEqual(['aborted', false])
  expect(fault(thrown, true)).toEqual(['aborted', true])
})

it('gives a fault back as it is, and survives things that are no errors', () => {
  const own = new WireFault('too-large', {}, true)
  expect(toWireFault(own, 'host', false)).toBe(own)
  expect(fault(undefined as never, true)).toEqual(['reset', true])
})
