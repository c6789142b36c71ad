import { getRequestListener } from '@hono/node-server'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultsOf } from '../faults/middleware.ts'
import type { RequestLine } from '../options.ts'
import type { SandboxApp } from './app.ts'
import { refusedByGuard } from './guard.ts'
import type { RequestHandler } from './listener.ts'
import { Problem, problemBody } from './problem.ts'
import { loggablePath, routeOf } from './route-table.ts'

export interface HandlerOptions {
  app: SandboxApp
  scheme: 'http' | 'https'
  port: number
  now: () => number
  onRequest: (line: Omit<RequestLine, 'seq'>) => void
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  message: string,
  now: number,
): void {
  const problem = new Problem(403, 'FORBIDDEN', [message])
  const body = JSON.stringify(problemBody(problem, request.method ?? '', path, now))
  response.writeHead(403, { 'Content-Type': 'application/json', Connection: 'close' })
  response.end(body)
}

/** Guards, serves and logs the requests of one listener. */
export function requestHandler(options: HandlerOptions): RequestHandler {
  const { app, scheme, port, now, onRequest } = options
  // The global Request and Response stay as they are: the app's other code uses them too.
  const serve = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  return (request, response) => {
    const at = now()
    const began = performance.now()
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const route = routeOf(path)
    response.once('close', () => {
      // Driving the simulator is not using it: a screen that looks every second would flood the log.
      if (route === 'control') return
      const fault = faultsOf(response)
      onRequest({
        at: new Date(at).toISOString(),
        method: request.method ?? '',
        path: loggablePath(path),
        route,
        ...(response.headersSent && { status: response.statusCode }),
        latencyMs: Math.round((performance.now() - began) * 10) / 10,
        ...(fault !== undefined && { fault }),
      })
    })
    const refusal = refusedByGuard(port, scheme, request.headers)
    if (refusal !== null) refuse(request, response, path, refusal, at)
    else void serve(request, response)
  }
}
