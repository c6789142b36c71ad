import { describe, expect, it } from 'vitest'
import type { Token } from '../../../../core/klavi/token.ts'
import { KlaviError } from '../../../../core/failure.ts'
import { policyOf } from '../../../../core/klavi/token-policy.ts'
import { createTokens } from '../../../../core/klavi/tokens.ts'
import { isoTime } from '../../../../core/system.ts'

const start = Date.parse('2026-11-22T12:00:00.000Z')

function scene() {
  let now = start
  let made = 0
  const issue = (lifetimeS = 1800): Token => ({
    value: `token-${(made += 1)}`,
    expiresMs: now + lifetimeS * 1_000,
    status: {
      obtainedAt: isoTime(now),
      expiresAt: isoTime(now + lifetimeS * 1_000),
      source: 'expireIn',
    },
  })
  return {
    tokens: createTokens(() => now),
    issue,
    obtain: async () => issue(),
    made: () => made,
    pass: (ms: number) => (now += ms),
  }
}
const never = async (): Promise<Token> => {
  throw new Error('no token should be asked for')
}

describe('the environment’s own token', () => {
  it('is obtained once for all callers', async () => {
    const { tokens, obtain, made } = scene()
    const all = await Promise.all(Array.from({ length: 50 }, () => tokens.own('sandbox', obtain)))
    expect(made()).toBe(1)
    expect(new Set(all).size).toBe(1)
    expect(await tokens.own('sandbox', never)).toBe(all[0])
  })

  it('belongs to its environment only', async () => {
    const { tokens, obtain, made } = scene()
    await tokens.own('sandbox', obtain)
    await tokens.own('production', obtain)
    expect(made()).toBe(2)
  })

  it('is asked for again after a failure', async () => {
    const { tokens, obtain } = scene()
    const refuse = async (): Promise<Token> => Promise.reject(new Error('401'))
    const both = [tokens.own('sandbox', refuse), tokens.own('sandbox', never)]
    await expect(Promise.allSettled(both)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ])
    await expect(tokens.own('sandbox', obtain)).resolves.toBeDefined()
  })

  it('is forgotten with its keys', async () => {
    const { tokens, obtain } = scene()
    const first = await tokens.own('sandbox', obtain)
    tokens.forget('sandbox')
    expect(tokens.current('sandbox')).toBeUndefined()
    expect(await tokens.own('sandbox', obtain)).not.toBe(first)
  })

  it('is not kept when its keys were changed while it was on its way', async () => {
    const { tokens, issue, obtain } = scene()
    let answer: (token: Token) => void = () => {}
    const old = tokens.own('sandbox', () => new Promise((resolve) => (answer = resolve)))
    tokens.forget('sandbox')
    const fresh = await tokens.own('sandbox', obtain)
    answer(issue())
    await old
    expect(tokens.current('sandbox')).toBe(fresh)
  })

  it('is used until 30 s before its end', async () => {
    const { tokens, issue, pass } = scene()
    tokens.keep('sandbox', issue(1800))
    pass(1_769_000)
    expect(tokens.current('sandbox')).toBeDefined()
    pass(1_000)
    expect(tokens.current('sandbox')).toBeUndefined()
  })

  it('is used for three quarters of a short life', () => {
    const { tokens, issue, pass } = scene()
    tokens.keep('sandbox', issue(40))
    pass(29_000)
    expect(tokens.current('sandbox')).toBeDefined()
    pass(1_000)
    expect(tokens.current('sandbox')).toBeUndefined()
  })
})

const sandbox = { id: 'sandbox', dialect: 'g1' } as const
const reusing = { ...sandbox, exchange: { tokenPolicy: 'reuse' } } as const

// docs/klavi-api.md §3.1: one token serves one payment initiation.
describe('a payment’s token', () => {
  it('is the environment’s for the first payment, and its own for the second', async () => {
    const { tokens, issue, obtain, made } = scene()
    const own = issue()
    tokens.keep('sandbox', own)
    expect(await tokens.forPayment(sandbox, 'first', never)).toBe(own)
    const second = await tokens.forPayment(sandbox, 'second', obtain)
    expect(second).not.toBe(own)
    expect(made()).toBe(2)
  })

  it('stays the payment’s for its polls', async () => {
    const { tokens, obtain } = scene()
    const token = await tokens.forPayment(sandbox, 'one', obtain)
    expect(await tokens.forPayment(sandbox, 'one', never)).toBe(token)
  })

  it('leaves the environment’s token usable for reading', async () => {
    const { tokens, issue } = scene()
    const own = issue()
    tokens.keep('sandbox', own)
    await tokens.forPayment(sandbox, 'first', never)
    expect(await tokens.own('sandbox', never)).toBe(own)
  })

  it('is never taken from another environment', async () => {
    const { tokens, issue, obtain } = scene()
    tokens.keep('production', issue())
    const token = await tokens.forPayment(sandbox, 'one', obtain)
    expect(token.value).toBe('token-2')
  })

  it('is replaced before its end', async () => {
    const { tokens, obtain, pass } = scene()
    const token = await tokens.forPayment(sandbox, 'one', obtain)
    pass(1_770_000)
    expect(await tokens.forPayment(sandbox, 'one', obtain)).not.toBe(token)
  })

  it('is replaced on a 401, once for all who ask at the same time', async () => {
    const { tokens, obtain, made } = scene()
    const refused = await tokens.forPayment(sandbox, 'one', obtain)
    const [a, b] = await Promise.all([
      tokens.renewForPayment(sandbox, 'one', refused, obtain),
      tokens.renewForPayment(sandbox, 'one', refused, obtain),
    ])
    expect(a).toBe(b)
    expect(made()).toBe(2)
    expect(await tokens.forPayment(sandbox, 'one', never)).toBe(a)
  })

  it('is let go with the payment', async () => {
    const { tokens, obtain, made } = scene()
    await tokens.forPayment(sandbox, 'one', obtain)
    tokens.release('one')
    await tokens.forPayment(sandbox, 'one', obtain)
    expect(made()).toBe(2)
  })
})

describe('the policy', () => {
  it('is a token for each payment in G1, and the environment’s for all in G2 and G3', () => {
    expect(policyOf({ dialect: 'g1' })).toEqual({ policy: 'per-payment', policyFrom: 'dialect' })
    expect(policyOf({ dialect: 'g2' })).toEqual({ policy: 'reuse', policyFrom: 'dialect' })
    expect(policyOf({ dialect: 'g3' })).toEqual({ policy: 'reuse', policyFrom: 'dialect' })
  })

  it('is the environment’s own where it has one', () => {
    expect(policyOf(reusing)).toEqual({ policy: 'reuse', policyFrom: 'environment' })
    const fresh = { dialect: 'g3', exchange: { tokenPolicy: 'per-payment' } } as const
    expect(policyOf(fresh)).toEqual({ policy: 'per-payment', policyFrom: 'environment' })
  })

  it('lets all payments use one token where it is reused', async () => {
    const { tokens, obtain, made } = scene()
    const first = await tokens.forPayment(reusing, 'one', obtain)
    expect(await tokens.forPayment(reusing, 'two', never)).toBe(first)
    expect(await tokens.own('sandbox', never)).toBe(first)
    expect(made()).toBe(1)
  })
})

describe('a token that was refused', () => {
  it('is renewed once, however many callers were refused it, and however late they come', async () => {
    const { tokens, obtain, made } = scene()
    const refused = await tokens.own('sandbox', obtain)
    const renewed = await Promise.all(
      Array.from({ length: 50 }, () => tokens.renewOwn('sandbox', refused, obtain)),
    )
    const late = await tokens.renewOwn('sandbox', refused, never)
    expect(new Set([...renewed, late]).size).toBe(1)
    expect(made()).toBe(2)
  })

  it('is not handed to the next payment', async () => {
    const { tokens, issue, obtain } = scene()
    const own = issue()
    tokens.keep('sandbox', own)
    await tokens.forPayment(sandbox, 'one', never)
    await tokens.renewForPayment(sandbox, 'one', own, obtain)
    expect(tokens.current('sandbox')).toBeUndefined()
  })
})

describe('a refresh that several wait for', () => {
  it('goes on where the caller that began it gives up', async () => {
    const { tokens, obtain, made } = scene()
    const gaveUp = tokens.own('sandbox', () => Promise.reject(new KlaviError('aborted')))
    const waiting = tokens.own('sandbox', obtain)
    await expect(gaveUp).rejects.toMatchObject({ code: 'aborted' })
    expect(await waiting).toBeDefined()
    expect(made()).toBe(1)
  })

  it('fails for all where it fails', async () => {
    const { tokens } = scene()
    const fails = (): Promise<never> => Promise.reject(new KlaviError('http-unauthorized'))
    const results = await Promise.allSettled([
      tokens.own('sandbox', fails),
      tokens.own('sandbox', never),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
