import { describe, expect, it } from 'vitest'
import { perform } from '../../../../core/vault/keychain-work.ts'

const request = { id: 1, service: 'klavi-tester', account: 'p/e/default' } as const

/** A keychain entry in memory, which `keep` may garble on its way in. */
function entries(keep: (secret: string) => string | null) {
  let value: string | null = null
  let opened = 0
  const open = () => {
    opened++
    return {
      getPassword: async () => value,
      setPassword: async (secret: string) => void (value = keep(secret)),
      deleteCredential: async () => {
        const there = value !== null
        value = null
        return there
      },
    }
  }
  return { open, opened: () => opened }
}

describe('a call on a keychain entry', () => {
  it('counts a value as saved once it was read back through an entry opened anew', async () => {
    const { open, opened } = entries((secret) => secret)
    const entry = open()
    expect(await perform({ ...request, op: 'set', secret: 'x' }, entry, open)).toEqual({
      kind: 'ok',
      value: null,
    })
    expect(opened()).toBe(2)
    expect(await perform({ ...request, op: 'get' }, entry, open)).toEqual({
      kind: 'ok',
      value: 'x',
    })
  })

  it.each([[null], ['another value']])('says not-kept where %j comes back', async (kept) => {
    const { open } = entries(() => kept)
    const answer = await perform({ ...request, op: 'set', secret: 'x' }, open(), open)
    expect(answer).toEqual({ kind: 'unavailable', reason: 'not-kept' })
  })

  it('tells a deletion from an entry that was never there', async () => {
    const { open } = entries((secret) => secret)
    const entry = open()
    await perform({ ...request, op: 'set', secret: 'x' }, entry, open)
    expect(await perform({ ...request, op: 'delete' }, entry, open)).toEqual({
      kind: 'ok',
      value: null,
    })
    expect(await perform({ ...request, op: 'delete' }, entry, open)).toEqual({ kind: 'not-found' })
    expect(await perform({ ...request, op: 'get' }, entry, open)).toEqual({ kind: 'not-found' })
  })

  it('reads nothing for a probe', async () => {
    const never = () => {
      throw new Error('The entry was touched')
    }
    const entry = { getPassword: never, setPassword: never, deleteCredential: never }
    expect(await perform({ ...request, op: 'probe' }, entry, never)).toEqual({
      kind: 'ok',
      value: null,
    })
  })
})
