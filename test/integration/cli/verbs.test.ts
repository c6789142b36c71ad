import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectShapes } from './ndjson-shape.ts'
import { makePlace, type Place } from './place.ts'
import { runCli, type CliResult } from './run-cli.ts'
import { runAgainst, startStranger } from './stranger.ts'

const mockBank = 'c8f0bf49-4744-4933-8960-7add6e590841'
/** Where each dialect has the bank's id (docs/klavi-api.md §3.3). */
const bankField = { g1: 'participantId', g2: 'institutionId', g3: 'institutionId' } as const

const ofType = ({ lines }: CliResult, type: string) => lines.filter((line) => line.type === type)
const last = ({ lines }: CliResult) => lines.at(-1)

describe.each(['g1', 'g2', 'g3'] as const)('every call of %s', (dialect) => {
  let place: Place
  let server: Awaited<ReturnType<typeof startStranger>>
  const run = (...args: string[]): Promise<CliResult> =>
    runAgainst(server, place.profile, ...args, '--dialect', dialect)

  beforeAll(async () => {
    place = makePlace()
    server = await startStranger(
      `${place.folder}/server`,
      ...['--dialect', dialect, '--step-ms', '40'],
    )
  })
  afterAll(async () => {
    await server.stop()
    place.remove()
  })

  it('goes from keys to a payment that is completed, read and, in G3, not cancelled any more', async () => {
    const auth = await run('auth')
    expect(auth.code, auth.stderr).toBe(0)
    expect(auth.stdout + auth.stderr).not.toContain(server.secretKey)
    expect(ofType(auth, 'exchange')).toMatchObject([{ method: 'POST', httpStatus: 201 }])

    const banks = await run('participants', '--limit', '2')
    expect(banks.code).toBe(0)
    expect(ofType(banks, 'participant')).toHaveLength(2)
    expect(ofType(banks, 'participant')[0]).toMatchObject({ id: mockBank, name: 'Mock Bank' })

    const made = await runCli([
      ...['payload', 'new', '--env', 'custom', '--origin', server.url, '--ca', server.ca],
      ...['--dialect', dialect, '--set', `${bankField[dialect]}=${mockBank}`],
    ])
    expect(made.code, made.stderr).toBe(0)
    const file = place.file('payment.json', made.stdout)
    const paid = await run('pay', file, '--watch', '--interval', '0.05')
    expect(paid.code, paid.stderr).toBe(0)
    expectShapes(paid.lines)
    expect(last(paid)).toMatchObject({ type: 'outcome', outcome: 'completed' })

    const id = String(last(paid)?.['paymentId'])
    const read = await run('payment', id)
    expect(read.code).toBe(0)
    expect(ofType(read, 'payment')).toMatchObject([{ paymentId: id, amountCentavos: 4800 }])

    const cancelled = await run('cancel', id)
    expect(cancelled.code).toBe(2)
    expect(last(cancelled)).toMatchObject({
      type: 'error',
      code: dialect === 'g3' ? 'http-bad-request' : 'unsupported-call',
    })
  })

  it('sends a request by hand: a GET, and a POST that leaves its payment in the history', async () => {
    const get = await run('request', 'GET', '/participants?limit=1')
    expect(get.code, get.stderr).toBe(0)
    const response = ofType(get, 'response')[0]
    expect(response).toMatchObject({ httpStatus: 200 })
    expect(response?.['body']).toBeTypeOf('object')

    const refused = place.file('refused.json', '{"amount":"4800"}')
    const path = dialect === 'g3' ? '/instant/payments' : '/payments'
    const post = await run('request', 'POST', path, '--body', refused)
    expect(post.code).toBe(2)
    // A refusal that is JSON is shown as JSON.
    expect(ofType(post, 'response')[0]?.['body']).toBeTypeOf('object')
    const history = await runCli(['history', '--json', '--profile', place.profile])
    expect(ofType(history, 'payment')[0]).toMatchObject({ state: 'refused' })

    const elsewhere = await run('request', 'GET', 'https://example.com/')
    expect(elsewhere.code).toBe(2)
    expect(ofType(elsewhere, 'exchange')).toEqual([])
  })
})

describe('calls that fail', () => {
  let place: Place
  let server: Awaited<ReturnType<typeof startStranger>>
  beforeAll(async () => {
    place = makePlace()
    server = await startStranger(`${place.folder}/server`, '--step-ms', '40')
  })
  afterAll(async () => {
    await server.stop()
    place.remove()
  })

  it('ends with 3 for keys that are not accepted and 1 for a payment that is not known', async () => {
    const wrong = { ...server, secretKey: 'sk-of-somebody-else-0001' }
    const auth = await runAgainst(wrong, place.profile, 'auth')
    expect(auth.code).toBe(3)
    expect(auth.stdout + auth.stderr).not.toContain('somebody-else')
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect((await runAgainst(server, place.profile, 'payment', unknown)).code).toBe(1)
  })

  it('ends with 4 where the server is not trusted or not there', async () => {
    const trust = ['--env', 'custom', '--origin', server.url, '--profile', place.profile, '--json']
    const env = { KLAVI_ACCESS_KEY: server.accessKey, KLAVI_SECRET_KEY: server.secretKey }
    const untrusted = await runCli(['auth', ...trust], { env })
    expect(untrusted.code).toBe(4)
    expect(last(untrusted)).toMatchObject({ type: 'error', code: 'tls' })
    const closed = { ...server, url: 'https://127.0.0.1:1' }
    const gone = await runAgainst(closed, place.profile, 'participants')
    expect(gone.code).toBe(4)
    const attempts = ofType(gone, 'exchange')
    expect(attempts.length).toBeGreaterThan(1)
    expect(attempts[1]).toMatchObject({ errorCode: 'connect', retryOf: attempts[0]?.['id'] })
  })

  it('exports what differed from the documentation, here nothing', async () => {
    const drift = await runAgainst(server, place.profile, 'drift')
    expect(drift.code).toBe(0)
  })
})
