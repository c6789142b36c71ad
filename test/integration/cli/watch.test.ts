import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../simulator/index.ts'
import { expectShapes } from './ndjson-shape.ts'
import { payload } from './place.ts'
import { runCli, startCli, type CliOptions } from './run-cli.ts'
import { cut, hang, json, startScriptedServer } from './scripted-server.ts'
import { place, server, useScriptedPlace } from './scripted-place.ts'

const env = {
  KLAVI_ACCESS_KEY: 'access-key-of-the-test',
  KLAVI_SECRET_KEY: 'secret-key-of-the-test',
}
const foreign = '8a0c2c5e-4f4e-4a57-9d0e-5f1f2b6f9c11'

useScriptedPlace()

const custom = (): string[] => [
  ...['--env', 'custom', '--origin', server.origin, '--profile', place.profile],
  ...['--json', '--interval', '0.02'],
]
const watch = (ids: string[], args: string[] = [], options: CliOptions = { env }) =>
  runCli(['watch', ...ids, ...custom(), ...args], options)

/** Sends one payment and answers its two ids. */
async function pay(): Promise<{ paymentId: string; externalId: string }> {
  const file = place.file('payment.json', JSON.stringify(payload))
  const { lines } = await runCli(['pay', file, ...custom()], { env })
  const { paymentId, externalId } = lines.findLast((line) => 'externalId' in line) ?? {
    type: 'none',
  }
  return { paymentId: String(paymentId), externalId: String(externalId) }
}

describe('klavi-tester watch', () => {
  it('goes on with a payment of the journal, by either id', async () => {
    const { paymentId, externalId } = await pay()
    const result = await watch([externalId])
    expect(result.code).toBe(0)
    expectShapes(result.lines)
    expect(result.lines.at(-1)).toMatchObject({
      type: 'outcome',
      outcome: 'completed',
      paymentId,
      externalId,
    })
  })

  it('ties a payment whose answer was lost to the id that was learned elsewhere', async () => {
    server.on('create', cut)
    const { externalId } = await pay()
    const result = await watch([foreign], ['--for', externalId])
    expect(result.code, result.stderr).toBe(0)
    expect(result.lines.at(-1)).toMatchObject({ outcome: 'completed', paymentId: foreign })
    const { lines } = await runCli(['history', '--profile', place.profile, '--json'])
    expect(lines).toMatchObject([{ externalId, paymentId: foreign, state: 'completed' }])

    expect((await watch([foreign], ['--for', externalId])).code).toBe(2)
    expect((await watch([foreign], ['--for', 'nobody'])).lines.at(-1)).toMatchObject({
      code: 'unknown-payment',
    })
    expect((await watch([foreign, 'another'], ['--for', externalId])).code).toBe(2)
  })

  it('tells the end of a payment that has ended without calling anybody', async () => {
    const { paymentId } = await pay()
    await watch([paymentId])
    const before = server.requests.length
    const again = await watch([paymentId])
    expect(again.code).toBe(0)
    expect(again.lines).toHaveLength(1)
    expect(server.requests).toHaveLength(before)
  })

  it('adopts an id that the journal does not know', async () => {
    const result = await watch([foreign])
    expect(result.code).toBe(0)
    expect(result.lines.at(-1)).toMatchObject({ outcome: 'completed', paymentId: foreign })
    expect(result.lines.at(-1)).not.toHaveProperty('externalId')
  })

  it('watches several at once, each once, and exits with the highest of their codes', async () => {
    const { paymentId, externalId } = await pay()
    server.on('status', (response, request) => {
      const status = request.path.includes(foreign) ? 'CONSENT_REJECTED' : 'PAYMENT_COMPLETED'
      json(200, { id: 'x', status })(response, request)
    })
    const result = await watch([paymentId, foreign, externalId])
    expect(result.code).toBe(1)
    const outcomes = result.lines.filter(({ type }) => type === 'outcome')
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['completed', 'rejected'])
  })

  it('stops at --timeout, even in the middle of a hanging poll: 4 when nothing was ever seen', async () => {
    server.on('status', hang)
    const result = await watch([foreign], ['--timeout', '0.4'])
    expect(result.code).toBe(4)
    expect(result.lines.at(-1)).toMatchObject({ type: 'outcome', outcome: 'stopped' })
  })

  it('stops at --timeout with 1 when the server answered', async () => {
    server.on('status', json(200, { id: foreign, status: 'PAYMENT_PENDING' }))
    const result = await watch([foreign], ['--timeout', '2.5'])
    expect(result.code).toBe(1)
    expect(result.lines.at(-1)).toMatchObject({ outcome: 'stopped', order: 'kept' })
    expect(result.stderr).toContain('PAYMENT_PENDING')
  })

  it('repeats a poll once with a fresh token after a 401, and says so', async () => {
    let polls = 0
    server.on('status', (response, request) => {
      polls += 1
      const good = json(200, { id: foreign, status: 'PAYMENT_COMPLETED' })
      ;(polls === 1 ? json(401, { message: 'expired' }) : good)(response, request)
    })
    const result = await watch([foreign])
    expect(result.code).toBe(0)
    const exchanges = result.lines.filter(({ type }) => type === 'exchange')
    const refused = exchanges.find(({ httpStatus }) => httpStatus === 401)
    expect(exchanges.at(-1)?.['retryOf']).toBe(refused?.['id'])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends at once on %s, exit 130, and lets another go on',
    async (signal) => {
      server.on('status', json(200, { id: foreign, status: 'PAYMENT_PENDING' }))
      const run = startCli(['watch', foreign, ...custom()], { env })
      await run.until('PAYMENT_PENDING')
      run.child.kill(signal)
      expect(await run.ended).toBe(130)
      const lines = run.lines()
      expectShapes(lines)
      expect(lines.at(-1)).toMatchObject({
        type: 'outcome',
        outcome: 'stopped',
        paymentId: foreign,
      })
      server.on('status', json(200, { id: foreign, status: 'PAYMENT_COMPLETED' }))
      expect((await watch([foreign])).code).toBe(0)
    },
  )

  it('does not take a watch from a living process', async () => {
    server.on('status', json(200, { id: foreign, status: 'PAYMENT_PENDING' }))
    const first = startCli(['watch', foreign, ...custom()], { env })
    await first.until('PAYMENT_PENDING')
    const second = await watch([foreign])
    expect(second.code).toBe(1)
    expect(second.lines.at(-1)).toMatchObject({ type: 'error', code: 'watch-owned' })
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(130)
  })

  it('never asks one host for a payment of another', async () => {
    const { paymentId } = await pay()
    const other = await startScriptedServer()
    const elsewhere = [
      '--env',
      'custom',
      '--origin',
      other.origin,
      '--profile',
      place.profile,
      '--json',
    ]
    const wrong = await runCli(['watch', paymentId, ...elsewhere], { env })
    expect(wrong.code).toBe(2)
    const nowhere = await runCli(['watch', paymentId, '--profile', place.profile, '--json'], {
      env,
    })
    expect(nowhere.code).toBe(2)
    expect(nowhere.stderr).toContain('--origin')
    expect(other.requests).toEqual([])
    await other.close()
  })

  it('does not watch a payment of one environment when another is named', async () => {
    const file = place.file('payment.json', JSON.stringify(payload))
    const atSimulator = await runCli(['pay', file, '--profile', place.profile, '--json'])
    const wrong = await watch([String(atSimulator.lines.at(-1)?.['paymentId'])])
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('was sent to Simulator')
    expect(server.requests).toEqual([])
  })

  it('watches over HTTPS with a certificate authority of its own, and not without it', async () => {
    const simulator = await startSimulator({ folder: join(place.folder, 'sim'), stepMs: 20 })
    try {
      const keys = { KLAVI_ACCESS_KEY: simulator.accessKey, KLAVI_SECRET_KEY: simulator.secretKey }
      const file = place.file('payment.json', JSON.stringify(payload))
      const args = [
        'pay',
        file,
        '--watch',
        '--interval',
        '0.02',
        '--profile',
        place.profile,
        '--json',
      ]
      const secure = [...args, '--env', 'custom', '--origin', simulator.url]
      const trusted = await runCli([...secure, '--ca', simulator.caFile ?? ''], { env: keys })
      expect(trusted.code).toBe(0)
      const untrusted = await runCli(secure, { env: keys })
      expect(untrusted.code).toBe(4)
      expect(untrusted.lines.at(-1)).toMatchObject({ type: 'error', code: 'tls' })
    } finally {
      await simulator.close()
    }
  })
})
