import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composePath } from '../../../../core/klavi/compose-path.ts'
import { composeUrl } from '../../../../core/klavi/compose-url.ts'
import type { Environment } from '../../../../core/model/environment.ts'

const environment: Environment = {
  id: 'e',
  kind: 'custom',
  name: 'E',
  origin: 'https://klavi.example.com:8443',
  prefix: '/payment/customer/v1',
  dialect: 'g1',
}
const composed = (typed: string, method: 'GET' | 'POST' = 'GET', of = environment) =>
  composePath(of, method, typed)
const url = (typed: string) => composeUrl(environment, composed(typed))

describe('a typed path', () => {
  it.each([
    ['/participants', '/payment/customer/v1/participants'],
    ['participants', '/payment/customer/v1/participants'],
    ['/payment/customer/v1/participants', '/payment/customer/v1/participants'],
    ['/payment/management/v1/merchants', '/payment/management/v1/merchants'],
    ['/payments/a%2Fb', '/payment/customer/v1/payments/a%2Fb'],
    ['/a/../participants', '/payment/customer/v1/participants'],
    [
      '/participants?name=São Paulo&limit=2',
      '/payment/customer/v1/participants?name=S%C3%A3o+Paulo&limit=2',
    ],
    ['/x?a=1&a=2&b', '/payment/customer/v1/x?a=1&a=2&b='],
  ])('%s', (typed, path) => {
    expect(url(typed)).toBe(`${environment.origin}${path}`)
  })

  it('stays at the environment’s own origin, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (typed) => {
        let made: string
        try {
          made = url(typed)
        } catch (thrown) {
          expect((thrown as { code: string }).code).toMatch(/^(?:foreign-origin|invalid-input)$/)
          return
        }
        expect(new URL(made).origin).toBe(environment.origin)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    'https://evil.example/x',
    '//evil.example',
    '\\\\evil.example\\x',
    'https://a:b@klavi.example.com:8443/x',
    'http://klavi.example.com:8443/x',
    'file:///etc/passwd',
  ])('of another host is refused: %s', (typed) => {
    expect(() => composed(typed)).toThrow('foreign-origin')
  })

  it('with a fragment is refused', () => {
    expect(() => composed('/x#y')).toThrow('invalid-input')
  })
})

describe('which call it is', () => {
  it.each([
    ['POST', '/payments', 'create', 'payment'],
    ['POST', '/payments/', 'create', 'payment'],
    ['POST', '/payment/customer/v1/payments', 'create', 'payment'],
    ['POST', '/x/../payments', 'create', 'payment'],
    ['POST', '/scheduled', 'scheduled', 'scheduled'],
    ['POST', '/whitelabel', 'whitelabel', 'whitelabel'],
    ['POST', '/auth', 'auth', undefined],
    ['POST', '/anything', 'other', undefined],
    ['GET', '/participants', 'participants', undefined],
    ['GET', '/payments/1', 'payment', undefined],
    ['GET', '/payments/1/status', 'status', undefined],
    ['GET', '/payments', 'other', undefined],
    ['GET', '/scheduled/1', 'scheduled', undefined],
  ] as const)('%s %s', (method, typed, step, flow) => {
    const found = composed(typed, method)
    expect([found.step, found.flow]).toEqual([step, flow])
  })

  it('goes by the dialect', () => {
    const g3 = { ...environment, dialect: 'g3' } as const
    expect(composed('/payments', 'POST', g3)).toMatchObject({ step: 'other' })
    expect(composed('/instant/payments', 'POST', g3)).toMatchObject({ flow: 'payment' })
    expect(composed('/instant/payments/1/cancel', 'POST', g3)).toMatchObject({ step: 'cancel' })
    expect(composed('/scheduled', 'POST', g3).flow).toBeUndefined()
  })
})

it.each([
  ['/p%61yments', 'create'],
  ['/%70%41yments', 'other'],
  ['/payments%2e', 'other'],
  ['/payments%2F', 'other'],
])('a needless escape hides no call: %s is %s', (typed, step) => {
  expect(composed(typed, 'POST').step).toBe(step)
})
