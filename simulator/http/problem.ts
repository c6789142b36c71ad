/** A refusal on its way to the client: an HTTP status with the words of the error envelope. */
export class Problem extends Error {
  readonly httpStatus: number
  readonly errorCode: string
  readonly messages: string[]
  /** `statusCode` of the body where it differs from the HTTP status (416: 4101–4104). */
  readonly bodyStatusCode: number
  readonly headers: Record<string, string>

  constructor(
    httpStatus: number,
    errorCode: string,
    messages: string[],
    extra: { bodyStatusCode?: number; headers?: Record<string, string> } = {},
  ) {
    super(`${httpStatus} ${errorCode}: ${messages.join('; ')}`)
    this.name = 'Problem'
    this.httpStatus = httpStatus
    this.errorCode = errorCode
    this.messages = messages
    this.bodyStatusCode = extra.bodyStatusCode ?? httpStatus
    this.headers = extra.headers ?? {}
  }
}

/** The error envelope (docs/klavi-api.md section 4): errorCode, message[], method, path, … */
export function problemBody(
  problem: Problem,
  method: string,
  path: string,
  now: number,
): Record<string, unknown> {
  return {
    errorCode: problem.errorCode,
    message: problem.messages,
    method,
    path,
    statusCode: problem.bodyStatusCode,
    timestamp: new Date(now).toISOString(),
  }
}

export const badRequest = (...messages: string[]): Problem =>
  new Problem(400, 'BAD_REQUEST', messages)
export const unprocessable = (errorCode: string, ...messages: string[]): Problem =>
  new Problem(422, errorCode, messages)
export const unauthorized = (message: string): Problem =>
  new Problem(401, 'UNAUTHORIZED', [message])
export const notFound = (message: string): Problem => new Problem(404, 'NOT_FOUND', [message])
export const conflict = (message: string): Problem => new Problem(409, 'CONFLICT', [message])
