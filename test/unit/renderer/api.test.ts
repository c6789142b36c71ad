import { describe, expect, it } from 'vitest'
import { ApiError, createApi, failureOf } from '../../../renderer/src/api.ts'
import { FakeFailure, fakeTransport } from '../../support/fake-transport.ts'

describe('createApi', () => {
  it('unwraps the data of a good answer and hands the input on', async () => {
    const transport = fakeTransport({ 'payments.list': () => [] })
    const api = createApi(transport)
    expect(await api.request('payments.list', { search: 'x', limit: 5 })).toEqual([])
    expect(transport.callsOf('payments.list')).toEqual([{ search: 'x', limit: 5 }])
  })

  it('sends null where a channel takes no input', async () => {
    const transport = fakeTransport({ 'environments.list': () => [] })
    await createApi(transport).request('environments.list')
    expect(transport.calls).toEqual([{ channel: 'environments.list', input: null }])
  })

  it('throws an ApiError that carries the whole failure', async () => {
    const transport = fakeTransport({
      'watch.start': () => {
        throw new FakeFailure({ code: 'watch-owned', hint: 'Look there.', details: { pid: 7 } })
      },
    })
    const thrown: unknown = await createApi(transport)
      .request('watch.start', { localId: 'a' })
      .catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(ApiError)
    expect(failureOf(thrown)).toMatchObject({
      code: 'watch-owned',
      hint: 'Look there.',
      details: { pid: 7 },
    })
  })

  it('turns a broken bridge into a failure too, and names an unknown channel', async () => {
    const thrown: unknown = await createApi(fakeTransport())
      .request('app.info')
      .catch((error: unknown) => error)
    expect(failureOf(thrown)).toMatchObject({ code: 'internal' })
    expect(failureOf(thrown).message).toContain('"app.info"')
  })

  it('hears events until told to stop', () => {
    const transport = fakeTransport()
    const heard: boolean[] = []
    const stop = createApi(transport).on('vault.waiting', (waiting) => heard.push(waiting))
    transport.emit('vault.waiting', true)
    stop()
    transport.emit('vault.waiting', false)
    expect(heard).toEqual([true])
  })
})
