import { describe, expect, it } from 'vitest'
import { refusedByGuard } from '../../../../simulator/http/guard.ts'
import { loggablePath, routeOf } from '../../../../simulator/http/route-table.ts'

describe('the guard', () => {
  it.each([
    ['127.0.0.1:80', undefined, true],
    ['LOCALHOST:80', undefined, true],
    ['[::1]:80', 'http://localhost:80', true],
    ['127.0.0.1', undefined, false],
    ['127.0.0.1:81', undefined, false],
    ['bank.example:80', undefined, false],
    [undefined, undefined, false],
    ['127.0.0.1:80', 'null', false],
    ['127.0.0.1:80', '', false],
    ['127.0.0.1:80', 'https://127.0.0.1:80', false],
    ['127.0.0.1:80', 'http://127.0.0.1:80.evil.example', false],
  ])('host %s, origin %s: %s', (host, origin, passes) => {
    expect(refusedByGuard(80, 'http', { host, origin }) === null).toBe(passes)
  })
})

describe('route names', () => {
  it.each([
    ['/payment/customer/v1/payments', 'create-payment'],
    ['/payment/customer/v1/instant/payments/1/cancel', 'cancel-payment'],
    ['/payment/customer/v1/payments/1', 'get-payment'],
    ['/payment/customer/v1/payments/1/status', 'payment-status'],
    ['/payment/customer/v1/payments/1/status/x', 'unknown'],
    ['/__simulator/state', 'control'],
  ])('%s: %s', (path, route) => {
    expect(routeOf(path)).toBe(route)
  })

  it('hide the token of a consent page', () => {
    expect(loggablePath('/consent/abc')).toBe('/consent/…')
  })
})
