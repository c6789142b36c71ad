import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeychainClient } from '../../../../core/vault/keychain-client.ts'
import type { KeychainClient } from '../../../../core/vault/keychain-client.ts'
import type { FoundKeychain } from '../../../../core/vault/keychain-protocol.ts'
import { fakeChildren } from './fake-child.ts'
import type { FakeChild } from './fake-child.ts'

const keychain: FoundKeychain = { name: 'secret-service', locked: false }
const get = { op: 'get', service: 'klavi-tester', account: 'p/e/default' } as const
const limits = { findMs: 3_000, idleMs: 10_000, waitingMs: 400 }

let children: ReturnType<typeof fakeChildren>
let client: KeychainClient
let waiting: boolean[]

beforeEach(() => {
  vi.useFakeTimers()
  children = fakeChildren()
  waiting = []
  client = createKeychainClient({
    spawn: children.spawn,
    limits,
    onWaiting: (is) => waiting.push(is),
  })
})
afterEach(() => {
  client.close()
  vi.useRealTimers()
})

/** Lets queued promises run, then gives the child that is there. */
async function child(index = 0): Promise<FakeChild> {
  await vi.advanceTimersByTimeAsync(0)
  const one = children.all[index]
  if (!one) throw new Error(`No child ${index} was started`)
  return one
}

describe('keychain client', () => {
  it('starts no child before the first call', async () => {
    await vi.advanceTimersByTimeAsync(0)
    expect(children.all).toHaveLength(0)
  })

  it('reports the answer and the keychain that was found', async () => {
    const asked = client.ask(get)
    const one = await child()
    expect(one.requests).toEqual([{ ...get, id: 1 }])
    one.say({ id: 1, type: 'found', keychain })
    one.say({ id: 1, type: 'done', answer: { kind: 'ok', value: 'x' } })
    await expect(asked).resolves.toEqual({ keychain, answer: { kind: 'ok', value: 'x' } })
  })

  it('kills a child that finds no keychain within the limit and starts another for the next call', async () => {
    const asked = client.ask(get)
    await vi.advanceTimersByTimeAsync(limits.findMs)
    await expect(asked).resolves.toEqual({ answer: { kind: 'unavailable', reason: 'silent' } })
    expect((await child()).killed).toBe(true)

    const again = client.ask(get)
    const second = await child(1)
    second.say({ id: 2, type: 'done', answer: { kind: 'not-found' } })
    await expect(again).resolves.toEqual({ answer: { kind: 'not-found' } })
  })

  it('waits for a person without a limit once the keychain was found, and says so', async () => {
    const asked = client.ask(get)
    const one = await child()
    one.say({ id: 1, type: 'found', keychain })
    await expect(client.underWay()).resolves.toEqual(keychain)
    expect(waiting).toEqual([])
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(one.killed).toBe(false)
    expect(waiting).toEqual([true])
    one.say({ id: 1, type: 'done', answer: { kind: 'denied' } })
    await expect(asked).resolves.toMatchObject({ answer: { kind: 'denied' } })
    expect(waiting).toEqual([true, false])
    await expect(client.underWay()).resolves.toBeUndefined()
  })

  it('kills the child when the person cancels and rejects with their reason', async () => {
    const abort = new AbortController()
    const asked = client.ask(get, abort.signal)
    const one = await child()
    one.say({ id: 1, type: 'found', keychain })
    const reason = new Error('cancelled by the person')
    abort.abort(reason)
    await expect(asked).rejects.toBe(reason)
    expect(one.killed).toBe(true)
  })

  it('ends a queued call at once when it is cancelled, without touching the one under way', async () => {
    const abort = new AbortController()
    const first = client.ask(get)
    const second = client.ask(get, abort.signal)
    const one = await child()
    abort.abort(new Error('no longer wanted'))
    await expect(second).rejects.toThrow('no longer wanted')
    expect(one.killed).toBe(false)
    one.say({ id: 1, type: 'done', answer: { kind: 'not-found' } })
    await expect(first).resolves.toMatchObject({ answer: { kind: 'not-found' } })
    await vi.advanceTimersByTimeAsync(0)
    expect(one.requests).toHaveLength(1)
  })

  it('refuses a call whose signal was aborted before', async () => {
    await expect(client.ask(get, AbortSignal.abort(new Error('too late')))).rejects.toThrow(
      'too late',
    )
    expect(children.all).toHaveLength(0)
  })

  it('sends one call at a time', async () => {
    const first = client.ask(get)
    const second = client.ask({ ...get, op: 'delete' })
    const one = await child()
    expect(one.requests).toHaveLength(1)
    one.say({ id: 1, type: 'done', answer: { kind: 'not-found' } })
    await first
    await vi.advanceTimersByTimeAsync(0)
    expect(one.requests.map((request) => request.op)).toEqual(['get', 'delete'])
    one.say({ id: 2, type: 'done', answer: { kind: 'ok', value: null } })
    await second
  })

  it('tells what the call under way finds, also to who asked before, and nothing if it finds none', async () => {
    const first = client.ask(get)
    const told = client.underWay()
    const one = await child()
    one.say({ id: 1, type: 'found', keychain })
    await expect(told).resolves.toEqual(keychain)
    one.say({ id: 1, type: 'done', answer: { kind: 'not-found' } })
    await first

    const second = client.ask(get)
    const toldNothing = client.underWay()
    one.say({ id: 2, type: 'done', answer: { kind: 'unavailable', reason: 'no-bus' } })
    await expect(toldNothing).resolves.toBeUndefined()
    await second
  })

  it('ignores reports of another call and messages that are none', async () => {
    const asked = client.ask(get)
    const one = await child()
    one.say({ id: 99, type: 'done', answer: { kind: 'ok', value: 'of another call' } })
    one.say('nonsense' as never)
    one.say({ id: 1, type: 'done', answer: { kind: 'ok', value: 'mine' } })
    await expect(asked).resolves.toEqual({ answer: { kind: 'ok', value: 'mine' } })
  })

  it('says child-failed when the child ends in mid-call or cannot start', async () => {
    const asked = client.ask(get)
    ;(await child()).die()
    await expect(asked).resolves.toEqual({
      answer: { kind: 'unavailable', reason: 'child-failed' },
    })

    const broken = createKeychainClient({
      spawn: () => {
        throw new Error('no such program')
      },
    })
    await expect(broken.ask(get)).resolves.toMatchObject({
      answer: { kind: 'unavailable', reason: 'child-failed', detail: 'Error: no such program' },
    })
  })

  it('stops an idle child, and lets the program end while it is idle', async () => {
    const asked = client.ask(get)
    const one = await child()
    expect(one.held).toBe(true)
    one.say({ id: 1, type: 'done', answer: { kind: 'not-found' } })
    await asked
    expect(one.held).toBe(false)
    await vi.advanceTimersByTimeAsync(limits.idleMs - 1)
    expect(one.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(one.killed).toBe(true)
  })

  it('answers calls under way and later ones when it is closed, and starts no more children', async () => {
    const asked = client.ask(get)
    const queued = client.ask(get)
    const one = await child()
    client.close()
    expect(one.killed).toBe(true)
    await expect(queued).resolves.toMatchObject({ answer: { kind: 'unavailable' } })
    await expect(asked).resolves.toMatchObject({
      answer: { kind: 'unavailable', reason: 'child-failed' },
    })
    await expect(client.ask(get)).resolves.toMatchObject({ answer: { kind: 'unavailable' } })
    expect(children.all).toHaveLength(1)
  })
})
