import { expect, test } from 'vitest'
import { Publisher } from '../../../../core/events.ts'
import { KlaviError } from '../../../../core/failure.ts'
import { forwardCoreEvents } from '../../../../electron/main/core-events.ts'
import { createConsentHosts } from '../../../../electron/main/external-links.ts'
import type { EventQueue } from '../../../../electron/main/event-queue.ts'
import type { PaymentSummary } from '../../../../core/model/payment.ts'
import type { Workbench } from '../../../../core/workbench-api.ts'

function setUp(known: Record<string, { id: string }> = {}) {
  const publisher = new Publisher()
  const pushed: [string, unknown][] = []
  const looked: string[] = []
  const queue: EventQueue = {
    push: (channel, item) => pushed.push([channel, item]),
    flush: () => {},
    clear: () => {},
  }
  const consentHosts = createConsentHosts()
  const workbench = {
    subscribe: publisher.subscribe.bind(publisher),
    environments: {
      find: async (id: string) => {
        looked.push(id)
        const found = known[id]
        if (!found) throw new KlaviError('unknown-environment')
        return found
      },
    },
  } as unknown as Pick<Workbench, 'subscribe' | 'environments'>
  const stop = forwardCoreEvents(workbench, queue, consentHosts)
  return { publisher, pushed, looked, consentHosts, stop }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('passes events on under the names of the contract, and stops when asked', () => {
  const { publisher, pushed, stop } = setUp()
  publisher.publish('payment', { localId: 'a' } as PaymentSummary)
  publisher.publish('vaultWaiting', true)
  stop()
  publisher.publish('vaultWaiting', false)
  expect(pushed).toEqual([
    ['payments', { localId: 'a' }],
    ['vault.waiting', true],
  ])
})

test('a consent page that a payment names may be opened from then on', () => {
  const { publisher, consentHosts } = setUp()
  expect(consentHosts.allowed('https://bank.example/consent')).toBeUndefined()
  publisher.publish('payment', {
    localId: 'a',
    consentUrl: 'https://bank.example/consent',
  } as PaymentSummary)
  expect(consentHosts.allowed('https://bank.example/consent')).toBeDefined()
})

test('looks a changed environment up and sends what it is now', async () => {
  const { publisher, pushed, looked } = setUp({ one: { id: 'one' }, two: { id: 'two' } })
  publisher.publish('environment', { environmentId: 'one' })
  publisher.publish('environment', { environmentId: 'two' })
  publisher.publish('environment', { environmentId: 'two' })
  await settled()
  expect(pushed).toEqual([
    ['environments', { id: 'one' }],
    ['environments', { id: 'two' }],
  ])
  expect(looked).toEqual(['one', 'two'])
  publisher.publish('environment', { environmentId: 'one' })
  await settled()
  expect(looked).toEqual(['one', 'two', 'one'])
})

test('an environment that is gone by then is left out', async () => {
  const { publisher, pushed } = setUp()
  publisher.publish('environment', { environmentId: 'gone' })
  await settled()
  expect(pushed).toEqual([])
})
