import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Workbench } from '../../../core/workbench-api.ts'
import { klaviLike, testKeys, tokenNumber, workbenchOn } from '../../support/core/klavi-like.ts'

const banks = (count: number): string =>
  JSON.stringify({
    data: Array.from({ length: count }, (_, index) => ({
      id: `c8f0bf49-4744-4933-8960-${String(index).padStart(12, '0')}`,
      name: `Cooperativa de Crédito nº ${index}`,
      slug: `coop-${index}`,
      avatar: `https://cdn.example.com/logos/${index}.png`,
      isBeta: index % 2 === 0,
    })),
  })

/** The whole response body of the latest exchange, read in slices as the window does. */
function latestBody(bench: Workbench): string {
  const [latest] = bench.exchanges.list({ limit: 1 })
  const parts: string[] = []
  for (let offset = 0, total = 1; offset < total;) {
    const query = { id: latest?.id ?? '', side: 'response', offset, length: 1_000_000 } as const
    const slice = bench.exchanges.body(query)
    parts.push(slice.text)
    total = slice.total
    offset += slice.text.length
  }
  return parts.join('')
}

async function scene(body: string) {
  const server = await klaviLike({
    any: ({ path }) => (path === '/huge' ? { status: 200, body } : undefined),
    participants: () => ({ status: 200, body }),
  })
  const test = await workbenchOn(server)
  return { ...test, server, files: () => readdirSync(join(test.folder, 'bodies')) }
}

describe('a large body', () => {
  it('with 12,000 banks is read whole, shown whole and kept once', async () => {
    const body = banks(12_000)
    const { bench, folder, files } = await scene(body)
    const { participants } = await bench.participants.fetch('custom')
    expect(participants).toHaveLength(12_000)
    expect(participants[11_999]?.raw).toMatchObject({ slug: 'coop-11999', isBeta: false })
    expect(latestBody(bench) === body).toBe(true)
    await bench.participants.fetch('custom')
    expect(latestBody(bench) === body).toBe(true)
    expect(files()).toHaveLength(1)
    expect(statSync(join(folder, 'journal.db')).size).toBeLessThan(1_000_000)
    const [latest] = bench.exchanges.list({ limit: 1 })
    expect(bench.exchanges.get(latest?.id ?? '')).toMatchObject({
      responseBytes: Buffer.byteLength(body),
      responseSha256: createHash('sha256').update(body).digest('hex'),
    })
  })

  it('of 40 MB is read and shown whole', async () => {
    const body = banks(230_000)
    expect(Buffer.byteLength(body)).toBeGreaterThan(40_000_000)
    const { bench } = await scene(body)
    const request = { environmentId: 'custom', method: 'GET', path: '/huge' } as const
    expect(await bench.requests.send(request)).toMatchObject({ httpStatus: 200, isJson: true })
    expect(latestBody(bench) === body).toBe(true)
  })

  it('that echoes keys and token leaves none of them on the disk', async () => {
    const echo = JSON.stringify({
      filling: 'x'.repeat(600_000),
      note: `seen ${testKeys.secretKey} and ${encodeURIComponent(testKeys.secretKey)}`,
      accessKey: testKeys.accessKey,
      more: 'y'.repeat(600_000),
      header: `Bearer ${tokenNumber(1)}`,
    })
    const { bench, folder, files } = await scene(echo)
    await bench.requests.send({ environmentId: 'custom', method: 'GET', path: '/huge' })
    const bytes = files().map((name) => readFileSync(join(folder, 'bodies', name), 'utf8'))
    expect(bytes).toHaveLength(1)
    for (const secret of [...Object.values(testKeys), tokenNumber(1)]) {
      expect(bytes[0]?.includes(secret)).toBe(false)
    }
    expect(bytes[0]?.endsWith('"Bearer [redacted]"}')).toBe(true)
  })

  it('that is no JSON is kept as it came', async () => {
    const html = `<html>${'<p>Bad Gateway</p>'.repeat(70_000)}</html>`
    const { bench } = await scene(html)
    const request = { environmentId: 'custom', method: 'GET', path: '/huge' } as const
    expect(await bench.requests.send(request)).toMatchObject({ httpStatus: 200, isJson: false })
    expect(latestBody(bench) === html).toBe(true)
  })

  it('above the environment’s limit is refused, and nothing of it stays', async () => {
    const server = await klaviLike({ participants: () => ({ status: 200, body: banks(20_000) }) })
    server.environment.exchange = { ...server.environment.exchange, largestBodyBytes: 2_000_000 }
    const { bench, folder } = await workbenchOn(server)
    await expect(bench.participants.fetch('custom')).rejects.toMatchObject({ code: 'too-large' })
    expect(readdirSync(join(folder, 'bodies'))).toEqual([])
  })
})
