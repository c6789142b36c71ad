import { inspect } from 'node:util'
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
  it.each([
    ['response', 'first-byte'],
    ['request', 'total'],
  ])('of got in its phase %s is one in %s, and it may have arrived', (event, phase) => {
    const found = toWireFault({ name: 'TimeoutError', code: 'ETIMEDOUT', event }, 'h', true)
    expect(found).toMatchObject({ code: 'timeout', mayHaveArrived: true })
    expect(found.details).toEqual({ host: 'h', phase })
  })
  it('over all before there was a connection: nothing was sent', () => {
    expect(fault({ name: 'TimeoutError', event: 'request' }, false)).toEqual(['timeout', false])
  })
  it.each([
    [true, 'first-byte'],
    [false, 'connect'],
  ])('of the system, which names no phase (connected: %s), is one in %s', (connected, phase) => {
    expect(toWireFault({ code: 'ETIMEDOUT' }, 'h', connected).details).toEqual({ host: 'h', phase })
  })
})

it.each(['HPE_INVALID_CONSTANT', 'HPE_HEADER_OVERFLOW', 'HPE_UNEXPECTED_CONTENT_LENGTH'])(
  '%s is an answer that is not HTTP',
  (code) => {
    expect(fault({ code }, true)).toEqual(['malformed-http', true])
  },
)

it('any failure to find a name is dns', () => {
  expect(fault({ code: 'EAI_FAIL', syscall: 'getaddrinfo' }, false)).toEqual(['dns', false])
})

it.each([
  [
    { reason: 'tlsv13 alert certificate required', message: 'long' },
    'tlsv13 alert certificate required',
  ],
  [
    {
      message:
        '40C7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl.c:354:\n',
    },
    'wrong version number',
  ],
  [
    { message: 'error:1000042E:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION' },
    'TLSV1_ALERT_PROTOCOL_VERSION',
  ],
])('of OpenSSL’s message only the reason is told (%#)', (error, reason) => {
  expect(toWireFault({ ...error, code: 'EPROTO' }, 'h', false).details).toEqual({
    host: 'h',
    reason,
  })
})

it('a fault that the library has wrapped comes out again', () => {
  const own = new WireFault('proxy-auth', {}, false)
  const wrapped = new Error('request failed', { cause: new Error('inner', { cause: own }) })
  expect(toWireFault(wrapped, 'host', false)).toBe(own)
})

it('keeps nothing of what the library hangs on its errors', () => {
  const thrown = Object.assign(new Error('socket hang up'), {
    code: 'ECONNRESET',
    options: { headers: { authorization: 'Bearer token-1' } },
  })
  const { cause } = toWireFault(thrown, 'host', true)
  expect(cause).toMatchObject({ message: 'socket hang up', code: 'ECONNRESET' })
  expect(inspect(cause)).not.toContain('token-1')
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
