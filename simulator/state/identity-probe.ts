import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { LOOPBACK } from '../http/listener.ts'

const TIMEOUT_MS = 2000

/** The instanceId that a simulator at this port answers; null when no simulator answers there. */
export function probeIdentity(port: number, ca: string | null): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { host: LOOPBACK, port, path: '/__simulator/identity', timeout: TIMEOUT_MS }
    const request = ca === null ? httpRequest(options) : httpsRequest({ ...options, ca })
    request.once('error', () => {
      resolve(null)
    })
    request.once('timeout', () => {
      request.destroy()
      resolve(null)
    })
    request.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part.slice(0, 1000)
      })
      response.once('error', () => {
        resolve(null)
      })
      response.once('end', () => {
        try {
          const { instanceId } = JSON.parse(text) as { instanceId?: unknown }
          resolve(typeof instanceId === 'string' ? instanceId : null)
        } catch {
          resolve(null)
        }
      })
    })
    request.end()
  })
}
