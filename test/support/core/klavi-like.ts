import type { Answer, FaultServer, FaultServerOptions, SeenRequest } from './fault-server.ts'
import { faultServer } from './fault-server.ts'
import { openTestWorkbench, type TestWorkbench } from './test-workbench.ts'

export const testKeys = {
  accessKey: 'access-key-of-the-test-7f3a',
  secretKey: 'secret/key+of=the "test" \\ 91c2',
}

export interface KlaviLike {
  create?: (request: SeenRequest) => Answer | Promise<Answer>
  /** The n-th poll, from 1. */
  status?: (poll: number, request: SeenRequest) => Answer | Promise<Answer>
  participants?: (request: SeenRequest) => Answer
  auth?: (request: SeenRequest) => Answer
  /** Whatever is answered here is asked before all else. */
  any?: (request: SeenRequest) => Answer | undefined
}

/** A token that nobody could guess, so that a search for it finds only itself. */
export const tokenNumber = (number: number): string => `opaque-access-token-${number}-5e1d0b`

/** A server with the four calls, each answered well unless the test says otherwise. */
export async function klaviLike(
  calls: KlaviLike,
  options?: FaultServerOptions,
): Promise<FaultServer> {
  let tokens = 0
  let polls = 0
  const issue = (): Answer => {
    tokens += 1
    return { status: 200, body: { accessToken: tokenNumber(tokens), expireIn: 1800 } }
  }
  return faultServer((request) => {
    const call = `${request.method} ${request.path}`
    const first = calls.any?.(request)
    if (first !== undefined) return first
    if (call === 'POST /auth') return calls.auth?.(request) ?? issue()
    if (call.startsWith('GET /participants')) {
      return calls.participants?.(request) ?? { status: 200, body: { data: [] } }
    }
    if (call === 'POST /payments') {
      return calls.create?.(request) ?? { status: 201, body: { id: 'p-1', status: 'ENQUEUED' } }
    }
    polls += 1
    return (
      calls.status?.(polls, request) ?? {
        status: 200,
        body: { id: 'p-1', status: 'PAYMENT_COMPLETED' },
      }
    )
  }, options)
}

/** A workbench whose environment `custom` is this server, with keys saved for it. */
export async function workbenchOn(
  server: FaultServer,
  options: Parameters<typeof openTestWorkbench>[0] = {},
): Promise<TestWorkbench> {
  const test = await openTestWorkbench({
    ...options,
    ports: { extraEnvironment: server.environment, ...options.ports },
  })
  await test.bench.credentials.save('custom', testKeys)
  return test
}
