import { describe, expect, it } from 'vitest'
import type { Token } from '../../../../core/klavi/token.ts'
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

// docs/klavi-api.md §3.1: one token serves one payment initiation.
describe('a payment’s token', () => {
  it('is the environment’s for the first payment, and its own for the second', async () => {
    const { tokens, issue, obtain, made } = scene()
    const own = issue()
    tokens.keep('sandbox', own)
    expect(await tokens.forPayment('sandbox', 'first', never)).toBe(own)
    const second = await tokens.forPayment('sandbox', 'second', obtain)
    expect(second).not.toBe(own)
    expect(made()).toBe(2)
  })

  it('stays the payment’s for its polls', async () => {
    const { tokens, obtain } = scene()
    const token = await tokens.forPayment('sandbox', 'one', obtain)
    expect(await tokens.forPayment('sandbox', 'one', never)).toBe(token)
  })

  it('leaves the environment’s token usable for reading', async () => {
    const { tokens, issue } = scene()
    const own = issue()
    tokens.keep('sandbox', own)
    await tokens.forPayment('sandbox', 'first', never)
    expect(await tokens.own('sandbox', never)).toBe(own)
  })

  it('is never taken from another environment', async () => {
    const { tokens, issue, obtain } = scene()
    tokens.keep('production', issue())
    const token = await tokens.forPayment('sandbox', 'one', obtain)
    expect(token.value).toBe('token-2')
  })

  it('is replaced before its end', async () => {
    const { tokens, obtain, pass } = scene()
    const token = await tokens.forPayment('sandbox', 'one', obtain)
    pass(1_770_000)
    expect(await tokens.forPayment('sandbox', 'one', obtain)).not.toBe(token)
  })

  it('is replaced on a 401, once for all who ask at the same time', async () => {
    const { tokens, obtain, made } = scene()
    await tokens.forPayment('sandbox', 'one', obtain)
    const [a, b] = await Promise.all([
      tokens.replaceForPayment('one', obtain),
      tokens.replaceForPayment('one', obtain),
    ])
    expect(a).toBe(b)
    expect(made()).toBe(2)
    expect(await tokens.forPayment('sandbox', 'one', never)).toBe(a)
  })

  it('is let go with the payment', async () => {
    const { tokens, obtain, made } = scene()
    await tokens.forPayment('sandbox', 'one', obtain)
    tokens.release('one')
    await tokens.forPayment('sandbox', 'one', obtain)
    expect(made()).toBe(2)
  })
})
