import { expect, it } from 'vitest'
import { createSlots } from '../../../../../core/klavi/http/slots.ts'

it('lets as many run as there are slots, and the others in their order', async () => {
  const slots = createSlots(2)
  const order: number[] = []
  const first = await slots.take()
  const second = await slots.take()
  const third = slots.take().then((give) => (order.push(3), give))
  const fourth = slots.take().then((give) => (order.push(4), give))
  await Promise.resolve()
  expect(order).toEqual([])
  second()
  const giveThird = await third
  expect(order).toEqual([3])
  first()
  await fourth
  expect(order).toEqual([3, 4])
  giveThird()
})

it('a slot that is given back twice is one slot', async () => {
  const slots = createSlots(1)
  const give = await slots.take()
  give()
  give()
  await slots.take()
  const late = slots.take(AbortSignal.timeout(20))
  await expect(late).rejects.toMatchObject({ name: 'TimeoutError' })
})

it('who gives up while waiting takes nothing', async () => {
  const slots = createSlots(1)
  const give = await slots.take()
  const stop = new AbortController()
  const waiting = slots.take(stop.signal)
  stop.abort(new Error('gave up'))
  await expect(waiting).rejects.toThrow('gave up')
  give()
  await expect(slots.take(stop.signal)).rejects.toThrow('gave up')
  await slots.take()
})

it('a signal that comes after its turn takes no one else’s place', async () => {
  const slots = createSlots(1)
  const stop = new AbortController()
  const first = await slots.take()
  const second = slots.take(stop.signal)
  first()
  const giveSecond = await second
  const third = slots.take()
  stop.abort()
  giveSecond()
  await third
})
