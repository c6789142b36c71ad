import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { redactionMark } from '../../../core/evidence/redactor.ts'
import { createGotWire } from '../../../core/klavi/http/got-wire.ts'
import { createNodeWire } from '../../../core/klavi/http/node-wire.ts'
import type { Answer } from '../../support/core/fault-server.ts'
import { klaviLike, testKeys, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

describe.each([
  ['got', createGotWire],
  ['node', createNodeWire],
] as const)('of a reply that breaks off, over %s’s wire,', (_name, createWire) => {
  const sent = async (answer: Answer) => {
    const server = await klaviLike({ create: () => answer })
    const ports = { extraEnvironment: server.environment, loadWire: async () => createWire() }
    const { bench } = await workbenchOn(server, { ports })
    const { payment } = await bench.payments.send('custom', sampleDraft(), { watch: false })
    const [exchange] = bench.exchanges.list({ localId: payment.localId, limit: 1 })
    const id = exchange?.id ?? ''
    const where = { id, side: 'response', offset: 0, length: 2_000_000 } as const
    return {
      bench,
      id,
      payment,
      detail: bench.exchanges.get(id),
      text: bench.exchanges.body(where).text,
    }
  }

  it('the status and what came of the body are kept, and the outcome stays unknown', async () => {
    const begun = '{"id":"pay-77","status":"ENQUEUED","user":{"name":"Maria Cl'
    const { bench, id, payment, detail, text } = await sent({ status: 201, begun })
    expect(payment.state).toBe('unknown')
    expect(text).toBe(begun)
    expect(detail).toMatchObject({
      httpStatus: 201,
      errorCode: 'reset',
      incomplete: true,
      responseBytes: begun.length,
    })
    const exported = async (format: 'markdown' | 'har' | 'json', maskPersonal = true) =>
      (await bench.exchanges.export({ ids: [id], format, maskPersonal })).text
    for (const format of ['markdown', 'har', 'json'] as const) {
      expect(await exported(format)).toMatch(/broke off|"incomplete": true/)
      expect(await exported(format)).toContain('pay-77')
      expect(await exported(format)).not.toContain('Maria')
    }
    expect(await exported('markdown', false)).toContain('Maria Cl')
    expect(await exported('markdown')).toContain('HTTP 201 · reset')
  })

  it('a key that was cut with it does not stand there, nor its beginning', async () => {
    const net = testKeys.secretKey.replaceAll('+', '\\u002B').replaceAll('"', '\\u0022')
    for (const cut of [6, 9, 14, net.length - 1]) {
      const { text } = await sent({ status: 500, begun: `{"note":"${net.slice(0, cut)}` })
      expect(text).toBe(`{"note":"${redactionMark}`)
    }
  })

  it('of a large one the first megabyte', async () => {
    const { detail, text } = await sent({
      status: 200,
      begun: Buffer.from(`{"id":"pay-77","x":"${'y'.repeat(3_000_000)}`),
    })
    expect(text.length).toBeGreaterThan(900_000)
    expect(text.length).toBeLessThanOrEqual(1024 * 1024)
    expect(text.startsWith('{"id":"pay-77"')).toBe(true)
    expect(detail).toMatchObject({ httpStatus: 200, incomplete: true, responseBytes: text.length })
  })
})
