import { Buffer } from 'node:buffer'
import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runCli, type CliResult } from './run-cli.ts'
import { json, type Answer } from './scripted-server.ts'
import { place, server, useScriptedPlace } from './scripted-place.ts'

const env = {
  KLAVI_ACCESS_KEY: 'access-key-of-the-test',
  KLAVI_SECRET_KEY: 'secret-key-of-the-test',
}

useScriptedPlace()

const run = (...args: string[]): Promise<CliResult> =>
  runCli(
    [...args, '--env', 'custom', '--origin', server.origin, '--profile', place.profile, '--json'],
    { env },
  )
const last = ({ lines }: CliResult) => lines.at(-1)

describe('participants', () => {
  it('are said to be perhaps more than those listed where their pages lead in a circle', async () => {
    const next = new Map([
      [null, 'A'],
      ['A', 'B'],
      ['B', 'A'],
    ] as [string | null, string][])
    server.on('participants', (response, request) => {
      const at = new URL(request.path, server.origin).searchParams.get('afterCursor')
      const body = { data: [{ id: 'b', name: 'Bank' }], cursor: { afterCursor: next.get(at) } }
      json(200, body)(response, request)
    })
    const result = await run('participants')
    expect(result.code).toBe(0)
    expect(result.lines.filter(({ type }) => type === 'participant')).toHaveLength(1)
    expect(result.stderr).toContain('may be longer')
  })
})

describe('cancel', () => {
  const page: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<html>hello</html>')
  }

  it.each<[what: string, answer: Answer, code: number, says: string]>([
    ['CANCELED', json(200, { id: 'p-1', status: 'CANCELED' }), 0, 'Cancelled: p-1'],
    ['no status', json(200, { id: 'p-1' }), 0, 'Cancelled: p-1'],
    ['another end', json(200, { status: 'PAYMENT_COMPLETED' }), 1, 'PAYMENT_COMPLETED'],
    ['a page', page, 5, 'HTTP 200'],
  ])('that is answered with %s', async (_what, answer, code, says) => {
    server.on('create', answer)
    const result = await run('cancel', 'p-1', '--by', '52998224725', '--dialect', 'g3')
    expect(result.code, result.stderr).toBe(code)
    expect(result.stderr).toContain(says)
    expect(result.stderr.includes('Cancelled: p-1')).toBe(code === 0)
    if (code === 1) expect(last(result)).toMatchObject({ type: 'error', code: 'not-cancelled' })
  })
})

describe('a request by hand', () => {
  it('of a body that is not UTF-8 is not sent', async () => {
    const file = place.file('latin1.json', '')
    writeFileSync(file, Buffer.from('{"name":"João"}', 'latin1'))
    const result = await run('request', 'POST', '/anything', '--body', file)
    expect([result.code, server.requests]).toEqual([2, []])
    expect(result.stderr).toContain('is not UTF-8')
  })

  it('that is answered with 304 is not called a redirect', async () => {
    server.on('participants', (response) => void response.writeHead(304).end())
    const result = await run('request', 'GET', '/participants')
    expect(last(result)).toMatchObject({ type: 'error', code: 'http-unexpected' })
    expect(result.stderr).toContain('304')
  })

  it('that is a payment with a query and is redirected has an unknown outcome', async () => {
    server.on('create', (response) => {
      response.writeHead(307, { location: '/elsewhere' })
      response.end()
    })
    const body = place.file('body.json', '{"externalId":"order-1","amount":"4800"}')
    const result = await run('request', 'POST', '/payments', '--query', 'a=1', '--body', body)
    expect(result.code).toBe(5)
    expect(result.lines.find(({ type }) => type === 'payment')).toMatchObject({
      externalId: 'order-1',
      state: 'unknown',
    })
  })
})
