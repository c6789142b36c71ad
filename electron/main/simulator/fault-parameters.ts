import type { SimulatorFaultKind, SimulatorFaultParameter } from '../../contract/types.ts'

const number = (name: string, initial: number): SimulatorFaultParameter => ({
  name,
  type: 'number',
  optional: false,
  initial,
})
const optionalNumber = (name: string): SimulatorFaultParameter => ({
  name,
  type: 'number',
  optional: true,
  initial: null,
})
const text = (name: string, initial: string): SimulatorFaultParameter => ({
  name,
  type: 'text',
  optional: initial === '',
  initial,
})
const choice = (name: string, ...options: (string | number)[]): SimulatorFaultParameter => ({
  name,
  type: 'choice',
  optional: false,
  options,
})
const optionalChoice = (
  name: string,
  ...options: (string | number)[]
): SimulatorFaultParameter => ({ name, type: 'choice', optional: true, options })

/** What each kind of fault can be told, with a first value that shows something. A new kind does not compile. */
const PARAMETERS: Record<SimulatorFaultKind, SimulatorFaultParameter[]> = {
  status: [
    number('httpStatus', 503),
    optionalNumber('retryAfterS'),
    optionalChoice('body', 'envelope', 'ofb', 'html', 'empty'),
  ],
  'status-after': [number('httpStatus', 502)],
  latency: [number('ms', 2000), optionalNumber('jitterMs')],
  bandwidth: [number('bytesPerSecond', 20_000)],
  'slow-drip': [number('bytes', 16), number('everyMs', 200)],
  hang: [choice('where', 'before-headers', 'mid-body')],
  reset: [choice('when', 'before-processing', 'after-processing', 'mid-body')],
  'truncated-json': [],
  'invalid-json': [],
  'content-type': [text('value', 'text/plain')],
  bom: [],
  'huge-body': [number('bytes', 5_000_000)],
  'duplicate-headers': [],
  redirect: [
    text('location', 'https://elsewhere.example/'),
    optionalChoice('httpStatus', 301, 302, 303, 307, 308),
  ],
  certificate: [choice('problem', 'expired', 'self-signed', 'wrong-host')],
  'revoke-tokens': [],
  'clock-skew': [number('seconds', -7200)],
  drift: [
    choice('change', 'rename', 'remove', 'add', 'retype'),
    text('field', 'status'),
    text('to', ''),
  ],
  'echo-secrets': [],
}

/** In the order in which they are offered: what happens most often comes first. */
export const FAULT_PARAMETERS = Object.entries(PARAMETERS).map(([kind, parameters]) => ({
  kind: kind as SimulatorFaultKind,
  parameters,
}))
