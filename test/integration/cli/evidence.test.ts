import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { breaches } from '../../contract/schema.ts'
import { makePlace, payload, type Place } from './place.ts'
import { runCli, startCli } from './run-cli.ts'

let place: Place
beforeEach(() => (place = makePlace()))
afterEach(() => place.remove())

it('exports all of a payment as HAR, curl, JSON and Markdown, masked, without a secret', async () => {
  const file = place.file('payment.json', JSON.stringify(payload))
  const profile = ['--profile', place.profile]
  const pay = await runCli(['pay', file, '--watch', '--json', ...profile, '--interval', '0.02'])
  expect(pay.code).toBe(0)
  const id = String(pay.lines.find(({ type }) => type === 'outcome')?.['paymentId'])
  const har = await runCli(['export', 'har', id, ...profile])
  expect(har.code).toBe(0)
  expect(breaches('har', JSON.parse(har.stdout))).toEqual([])
  const { log } = JSON.parse(har.stdout) as { log: { entries: { _step: string }[] } }
  expect(log.entries.map(({ _step }) => _step)).toEqual(
    expect.arrayContaining(['create', 'status']),
  )
  for (const format of ['har', 'curl', 'json', 'markdown']) {
    const { code, stdout } = await runCli(['export', format, id, ...profile])
    expect(code).toBe(0)
    expect(stdout).not.toContain('52998224725')
    expect(stdout).not.toMatch(/eyJ[\w-]{10,}\./)
  }
  const open = await runCli(['export', 'json', id, '--unmasked', ...profile])
  expect(open.stdout).toContain('52998224725')
  const one = String(pay.lines.find(({ type }) => type === 'exchange')?.['id'])
  const curl = await runCli(['export', 'curl', one, ...profile])
  expect(curl.stdout).toContain('"$KLAVI_ACCESS_KEY"')
})

it.each([
  [['export'], 2],
  [['export', 'pdf', 'x'], 2],
  [['export', 'har'], 2],
  [['export', 'har', 'unknown'], 2],
  [['webhooks'], 2],
  [['webhooks', 'verify', '--signature', 'aa'], 2],
  [['webhooks', 'replay'], 2],
  [['webhooks', 'replay', 'unknown', '--url', 'http://127.0.0.1:1/'], 2],
  [['webhooks', 'verify', '--body', '/no/such/file', '--signature', 'aa'], 2],
])('%j ends with %i', async (args, code) => {
  expect((await runCli([...args, '--profile', place.profile])).code).toBe(code)
})

it('verifies a webhook’s signature over the bytes of a file', async () => {
  const body = '{ "id": "p-1" }\n'
  const file = place.file('body', body)
  const signature = createHmac('sha256', 'the-secret').update(body).digest('hex')
  const verify = (more: string[], secret = 'the-secret') =>
    runCli(['webhooks', 'verify', '--body', file, '--json', ...more], {
      env: { KLAVI_SECRET_KEY: secret },
    })
  const right = await verify(['--signature', signature])
  expect([right.code, right.lines[0]]).toEqual([
    0,
    { type: 'signature', verdict: 'valid', bytes: 16 },
  ])
  expect((await verify(['--signature', signature], 'another')).code).toBe(1)
  const late = await verify(['--signature', signature, '--timestamp', '1000'])
  expect([late.code, late.lines[0]?.['verdict']]).toEqual([1, 'late'])
  expect((await verify(['--signature', signature, '--timestamp', 'banana'])).code).toBe(2)
  expect((await verify(['--signature', signature, '--env', 'nope'])).code).toBe(2)
  const noKey = await verify(['--signature', signature, '--env', 'sandbox'], '')
  expect([noKey.code, noKey.lines[0]?.['verdict']]).toEqual([3, 'no-key'])
})

it('listens for webhooks until Ctrl-C', async () => {
  const run = startCli(['webhooks', 'listen', '--json', '--profile', place.profile])
  await run.until('"listening"')
  const url = String(run.lines()[0]?.['url'])
  const sent = request(url, { method: 'POST' }).end('{"eventId":"ev","payload":{"id":"p-1"}}')
  const [reply] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  expect(reply.statusCode).toBe(401)
  await run.until('"webhook"')
  expect(run.lines()[1]).toMatchObject({ type: 'webhook', verdict: 'unsigned', paymentId: 'p-1' })
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(130)

  const seen: string[] = []
  const other = createServer((incoming, answer) => {
    seen.push(`${incoming.method} ${String(incoming.headers['x-klavi-signature'])}`)
    answer.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const id = String(run.lines()[1]?.['id'])
  const to = ['--url', `http://127.0.0.1:${port}/`, '--json', '--profile', place.profile]
  const again = await runCli(['webhooks', 'replay', id, ...to])
  other.close()
  expect([again.code, again.lines[0]]).toMatchObject([0, { type: 'replay', id, httpStatus: 204 }])
  // It came unsigned, and goes unsigned.
  expect(seen).toEqual(['POST undefined'])
})
