import { createNodeWire } from '../../../../core/klavi/http/node-wire.ts'
import { useWire } from '../../../support/wire/test-wire.ts'

// Everything that is asked of got's wire is asked of Node's own, word for word.
useWire(createNodeWire)
await import('./connections.test.ts')
await import('./faults.test.ts')
await import('./proxies.test.ts')
await import('./replies.test.ts')
await import('./trust.test.ts')
