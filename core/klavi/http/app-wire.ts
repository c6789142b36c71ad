import { createWire } from './create-wire.ts'
import { sendByGot } from './got-wire.ts'
import { sendByNode } from './node-wire.ts'
import type { Wire } from './wire.ts'

/**
 * The wire of hosts that stay (the app). Everything that may change something goes through got; what only reads through
 * Node's own HTTP, at two thirds of the processor time: a thousand watches ask 333 times a second
 * (docs/decisions/006-transport.md).
 */
export const createAppWire = (): Wire =>
  createWire((request, ...rest) =>
    request.method === 'GET' ? sendByNode(request, ...rest) : sendByGot(request, ...rest),
  )
