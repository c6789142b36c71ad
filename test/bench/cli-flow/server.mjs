// A Klavi-like server on loopback that answers at once, so that what is measured is the client. Prints its port.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

const polls = new Map()
const token = `${Buffer.from('{"alg":"ES256","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"exp":4102444800}').toString('base64url')}.x`
const bank = { id: 'c8f0bf49-4744-4933-8960-7add6e590841', slug: 'mock-bank', name: 'Mock Bank' }

function answer(path, body) {
  if (path === '/auth') return [201, { accessToken: token, expireIn: 1800 }]
  if (path === '/participants') return [200, { data: [bank], cursor: {} }]
  if (path === '/payments') {
    const id = randomUUID()
    polls.set(id, 0)
    return [201, { id, externalId: JSON.parse(body).externalId, status: 'ENQUEUED' }]
  }
  const id = /^\/payments\/([^/]+)\/status$/.exec(path)?.[1]
  if (id === undefined) return [404, { message: 'not found' }]
  const seen = polls.get(id) ?? 0
  polls.set(id, seen + 1)
  return [200, { id, status: seen === 0 ? 'ENQUEUED' : 'PAYMENT_COMPLETED', amount: '4800' }]
}

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const [status, json] = answer(request.url.replace('/payment/customer/v1', ''), body)
  const text = JSON.stringify(json)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
