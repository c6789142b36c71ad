import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { connectProxy } from '../../../support/wire/connect-proxy.ts'
import { rawServer, reply, type RawServer } from '../../../support/wire/raw-server.ts'
import { faultOf, get, limits, post, testWire } from '../../../support/wire/test-wire.ts'

const at = ({ port }: RawServer): string => `http://127.0.0.1:${port}/x`

const answering = (): Promise<RawServer> =>
  rawServer(async ({ socket, request }) => {
    for (;;) {
      await request()
      socket.write(reply('{}'))
    }
  })

it('a hundred calls at once to one host share sixteen connections, and say how long they waited', async () => {
  const server = await answering()
  const wire = testWire()
  const calls = Array.from({ length: 100 }, () => wire.exchange({ ...get, url: at(server) }))
  const replies = await Promise.all(calls)
  expect(server.connections()).toBeLessThanOrEqual(16)
  expect(replies.filter(({ reused }) => reused).length).toBeGreaterThanOrEqual(84)
})

it('the calls to one host do not hold up those to another', async () => {
  const silent = await rawServer(() => {})
  const wire = testWire()
  const stop = new AbortController()
  const held = Array.from({ length: 16 }, () =>
    faultOf(wire.exchange({ ...get, url: at(silent), signal: stop.signal })),
  )
  expect((await wire.exchange({ ...get, url: at(await answering()) })).status).toBe(200)
  stop.abort()
  await Promise.all(held)
})

describe('a cancelled call', () => {
  const stopping = () => {
    const stop = new AbortController()
    return { stop, signal: stop.signal }
  }

  it('that had not begun sends nothing', async () => {
    const server = await answering()
    const signal = AbortSignal.abort()
    const fault = await faultOf(testWire().exchange({ ...post, url: at(server), signal }))
    expect(fault).toMatchObject({ code: 'aborted', mayHaveArrived: false })
    expect(server.connections()).toBe(0)
  })

  it('that waits for its turn sends nothing, and the next one has it', async () => {
    const waiting: (() => void)[] = []
    const server = await rawServer(async ({ socket, request }) => {
      for (;;) {
        await request()
        waiting.push(() => socket.write(reply('{}')))
        if (waiting.length === 16) for (const answer of waiting.splice(0)) answer()
      }
    })
    const wire = testWire()
    const { stop, signal } = stopping()
    const first = Array.from({ length: 15 }, () => wire.exchange({ ...get, url: at(server) }))
    const holding = wire.exchange({ ...get, url: at(server) })
    const cancelled = faultOf(wire.exchange({ ...post, url: at(server), signal }))
    stop.abort()
    expect(await cancelled).toMatchObject({ code: 'aborted', mayHaveArrived: false })
    await Promise.all([...first, holding])
    expect(server.received()).not.toContain('POST')
  })

  it('in the handshake sends nothing', async () => {
    const { stop, signal } = stopping()
    const server = await rawServer(({ socket }) => socket.once('data', () => stop.abort()))
    const url = `https://127.0.0.1:${server.port}/x`
    const fault = await faultOf(testWire().exchange({ ...post, url, signal }))
    expect(fault).toMatchObject({ code: 'aborted', mayHaveArrived: false })
  })

  it('at the proxy sends nothing', async () => {
    const { stop, signal } = stopping()
    const { port, asked } = await connectProxy({ instead: 'silence' })
    const timer = setInterval(() => asked.length > 0 && stop.abort(), 5)
    const request = { url: 'https://klavi.invalid/', proxy: `http://127.0.0.1:${port}`, signal }
    const fault = await faultOf(testWire().exchange({ ...post, ...request }))
    clearInterval(timer)
    expect(fault).toMatchObject({ code: 'aborted', mayHaveArrived: false })
  })

  it.each(['before the reply', 'in the reply'])('%s may have arrived', async (when) => {
    const { stop, signal } = stopping()
    const server = await rawServer(async ({ socket, request }) => {
      await request()
      if (when === 'in the reply') socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{')
      stop.abort()
    })
    const fault = await faultOf(testWire().exchange({ ...post, url: at(server), signal }))
    expect(fault).toMatchObject({ code: 'aborted', mayHaveArrived: true })
  })

  it('after its reply changes nothing', async () => {
    const { stop, signal } = stopping()
    const found = await testWire().exchange({ ...get, url: at(await answering()), signal })
    stop.abort()
    expect(found.status).toBe(200)
  })
})

describe('a connection that nobody needs any more is closed', () => {
  it('when the whole limit strikes in its handshake', async () => {
    let gone = (): void => {}
    const closed = new Promise<void>((done) => (gone = done))
    const server = await rawServer(({ socket }) => socket.once('close', gone))
    const request = { ...post, url: `https://127.0.0.1:${server.port}/x` }
    const timeouts = limits({ total: 150 })
    const fault = await faultOf(testWire().exchange({ ...request, timeouts }))
    expect(fault).toMatchObject({ code: 'timeout', mayHaveArrived: false })
    expect(fault.details).toMatchObject({ phase: 'total' })
    await closed
  })

  it('when its reply is refused unread', async () => {
    let gone = (): void => {}
    const closed = new Promise<void>((done) => (gone = done))
    const server = await rawServer(async ({ socket, request }) => {
      socket.once('close', gone)
      await request()
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n')
    })
    await faultOf(testWire().exchange({ ...get, url: at(server), largestBody: 10 }))
    await closed
  })
})

describe('a kept connection', () => {
  it('that the server has closed is not used again', async () => {
    let gone = (): void => {}
    const closed = new Promise<void>((done) => (gone = done))
    const server = await rawServer(async ({ socket, request }) => {
      // Both sides have said that they are done.
      socket.once('close', gone)
      await request()
      socket.end(reply('{}'))
    })
    const wire = testWire()
    await wire.exchange({ ...get, url: at(server) })
    await closed
    expect(await wire.exchange({ ...post, url: at(server) })).toMatchObject({ reused: false })
    expect(server.connections()).toBe(2)
  })

  it('that breaks under a POST: the fault says that it was kept, and that it may have arrived', async () => {
    const server = await rawServer(async ({ socket, request }) => {
      await request()
      socket.write(reply('{}'))
      // As a server does whose patience ends just when the next request is under way.
      socket.once('data', () => socket.resetAndDestroy())
    })
    const wire = testWire()
    await wire.exchange({ ...get, url: at(server) })
    const fault = await faultOf(wire.exchange({ ...post, url: at(server) }))
    expect(fault).toMatchObject({ code: 'reset', mayHaveArrived: true, seen: { reused: true } })
    // What the library knows of the request, keys included, does not travel with the fault.
    expect(inspect(fault, { depth: 9 })).not.toContain('4800')
    expect(server.connections()).toBe(1)
  })

  it('is not kept after a body that was not read to its end', async () => {
    const server = await rawServer(async ({ socket, request }) => {
      for (;;) {
        await request()
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n12345678901234567890')
      }
    })
    const wire = testWire()
    const request = { ...get, url: at(server) }
    await faultOf(wire.exchange({ ...request, largestBody: 10 }))
    expect(await wire.exchange(request)).toMatchObject({ reused: false, bytes: 20 })
  })

  it('ends with its wire', async () => {
    let closed = 0
    const server = await rawServer(async ({ socket, request }) => {
      socket.once('close', () => (closed += 1))
      await request()
      socket.write(reply('{}'))
    })
    const wire = testWire()
    await wire.exchange({ ...get, url: at(server), timeouts: limits() })
    wire.close()
    await expect.poll(() => closed).toBe(1)
  })
})

describe('a call that wants a connection of its own', () => {
  /** Answers the first request of each connection, and cuts it at the second, as one that was just closed. */
  const once = (): Promise<RawServer> =>
    rawServer(async ({ socket, request }) => {
      await request()
      socket.write(reply('{}'))
      await request()
      socket.resetAndDestroy()
    })

  it('is not lost to one that was kept alive and is dead', async () => {
    const server = await once()
    const wire = testWire()
    await wire.exchange({ ...get, url: at(server) })
    const { status, reused } = await wire.exchange({ ...post, url: at(server), fresh: true })
    expect([status, reused]).toEqual([200, false])
    expect(server.connections()).toBe(2)
  })

  it('as any other would be', async () => {
    const server = await once()
    const wire = testWire()
    await wire.exchange({ ...get, url: at(server) })
    const fault = await faultOf(wire.exchange({ ...post, url: at(server) }))
    expect(fault).toMatchObject({ code: 'reset', mayHaveArrived: true })
  })

  it('leaves the idle ones to others, and its own to whoever comes next', async () => {
    const server = await answering()
    const wire = testWire()
    await wire.exchange({ ...get, url: at(server) })
    await wire.exchange({ ...post, url: at(server), fresh: true })
    const both = await Promise.all([1, 2].map(() => wire.exchange({ ...get, url: at(server) })))
    expect(both.map(({ reused }) => reused)).toEqual([true, true])
    expect(server.connections()).toBe(2)
  })
})
