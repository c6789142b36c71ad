// The four steps in nothing but Node: what any client has to be measured against.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

const base = new URL(process.argv[2])
const agent = new Agent({ keepAlive: true })

const call = (method, path, body, token) =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    if (token) headers.authorization = `Bearer ${token}`
    const url = new URL(`/payment/customer/v1${path}`, base)
    const outgoing = request(url, { method, agent, headers }, (reply) => {
      let text = ''
      reply.on('data', (chunk) => (text += chunk))
      reply.on('end', () => resolve(JSON.parse(text)))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const { accessToken } = await call('POST', '/auth', '{"accessKey":"a","secretKey":"b"}')
const { data } = await call('GET', '/participants', undefined, accessToken)
const payload = { externalId: randomUUID(), participantId: data[0].id, amount: '4800' }
const { id } = await call('POST', '/payments', JSON.stringify(payload), accessToken)
for (;;) {
  const { status } = await call('GET', `/payments/${id}/status`, undefined, accessToken)
  if (status === 'PAYMENT_COMPLETED') break
  await wait(10)
}
agent.destroy()
