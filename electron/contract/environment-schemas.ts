import { dialectIds } from '../../shared/dialects.ts'
import { z } from 'zod'

/*
 * Environments and their keys, as the window may send them. Shapes and limits only: what an origin, a name or a set may
 * be, the core judges and says in words.
 */

const id = z.string().min(1).max(200)
const set = z.string().min(1).max(100).optional()
const secret = z.string().min(1).max(4_096)
const path = z.string().min(1).max(4_096)
const milliseconds = z.int().min(1).max(3_600_000)
const importText = z.string().max(500_000)

const environment = z.strictObject({ environmentId: id })
const setOf = z.strictObject({ environmentId: id, set })
const chosen = z.strictObject({ environmentIds: z.array(id).max(500).nullable() })

/** Of an environment, and of the settings that hold for all. */
export const timeouts = z.strictObject({
  connect: milliseconds.exactOptional(),
  tls: milliseconds.exactOptional(),
  firstByte: milliseconds.exactOptional(),
  total: milliseconds.exactOptional(),
})
export const proxyMode = z.enum(['system', 'none', 'url'])

const exchange = z.strictObject({
  caFile: path.exactOptional(),
  systemTrust: z.boolean().exactOptional(),
  clientCertificate: z
    .strictObject({ certFile: path, keyFile: path.exactOptional() })
    .exactOptional(),
  proxyMode: proxyMode.exactOptional(),
  proxyUrl: z.string().max(2_048).exactOptional(),
  noProxy: z.string().max(4_096).exactOptional(),
  contentTypes: z
    .strictObject({
      GET: z.string().min(1).max(200).exactOptional(),
      POST: z.string().min(1).max(200).exactOptional(),
    })
    .exactOptional(),
  timeoutsMs: timeouts.exactOptional(),
  largestBodyBytes: z.int().min(1_024).max(268_435_456).exactOptional(),
  tokenPolicy: z.enum(['per-payment', 'reuse']).exactOptional(),
})

const draft = z.strictObject({
  name: z.string().max(200),
  origin: z.string().max(2_048),
  prefix: z.string().max(500),
  dialect: z.enum(dialectIds),
  colour: z.string().max(20).exactOptional(),
  risky: z.boolean().exactOptional(),
  exchange: exchange.exactOptional(),
  variables: z.record(z.string().max(100), z.string().max(4_096)).exactOptional(),
})

export const environmentSchemas = {
  'environments.list': z.null(),
  'environments.check': z.strictObject({ environmentId: id.nullable(), draft }),
  'environments.editable': environment,
  'environments.add': z.strictObject({ draft }),
  'environments.edit': z.strictObject({ environmentId: id, draft }),
  'environments.duplicate': z.strictObject({ environmentId: id, name: z.string().max(200) }),
  'environments.reset': environment,
  'environments.removal': environment,
  'environments.remove': environment,
  'environments.test': environment,
  'environments.export': chosen,
  'environments.exportFile': chosen,
  'environments.importPreview': z.strictObject({ text: importText }),
  'environments.importFile': z.null(),
  'environments.import': z.strictObject({
    text: importText,
    indexes: z.array(z.int().min(0).max(10_000)).max(500),
  }),
  'environments.setSecret': z.strictObject({
    environmentId: id,
    which: z.enum(['proxy-password', 'key-passphrase']),
    secret: secret.nullable(),
  }),
  'environments.hasSecret': z.strictObject({
    environmentId: id,
    which: z.enum(['proxy-password', 'key-passphrase']),
  }),

  'credentials.list': environment,
  'credentials.status': setOf,
  'credentials.save': z.strictObject({
    environmentId: id,
    set,
    accessKey: secret,
    secretKey: secret,
    replace: z.boolean().optional(),
  }),
  'credentials.useSimulatorKeys': z.null(),
  'credentials.test': setOf,
  'credentials.delete': setOf,
  'credentials.activate': z.strictObject({ environmentId: id, set: z.string().min(1).max(100) }),
  'credentials.confirmOrigin': z.strictObject({
    environmentId: id,
    set,
    origin: z.string().min(1).max(2_048),
  }),
  'credentials.findInSnippet': z.strictObject({ text: z.string().max(64_000) }),
  'credentials.cancelWait': z.null(),
} as const
