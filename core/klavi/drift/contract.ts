import { isKnownStatus } from '../../watch/status-machine.ts'
import type { Dialect } from '../../model/environment.ts'
import type { ExchangeStep } from '../../model/exchange.ts'
import {
  array,
  number,
  object,
  objectOrNull,
  required,
  text,
  textOrNull,
  type Shape,
} from './shape.ts'

// What docs/klavi-api.md says of the replies, with its marks; section numbers stand at each.

/** §3.1: `expireIn` on the newer page, `expire` on the older one. */
const auth: Shape = object('doc', {
  fields: {
    accessToken: text('doc', required),
    expireIn: number('doc'),
    expire: text('doc'),
  },
})

/** §3.2: Klavi's JSON is unknown, this is the peer's. */
const participants: Shape = object('peer', {
  fields: {
    data: array('peer', {
      ...required,
      items: object('peer', {
        fields: {
          id: text('doc', required),
          slug: text('peer'),
          name: text('peer', required),
          avatar: text('peer'),
        },
      }),
    }),
    cursor: objectOrNull('peer', {
      fields: { afterCursor: textOrNull('peer'), beforeCursor: textOrNull('peer') },
    }),
  },
})

const status = text('doc', { ...required, known: isKnownStatus })
const errorG1 = objectOrNull('doc', {
  fields: { code: text('doc'), title: text('doc'), detail: text('doc') },
})
const reasonG2 = objectOrNull('doc', { fields: { code: text('doc'), message: text('doc') } })

/** §3.4. */
const paymentG1: Shape = object('doc', {
  fields: {
    id: text('doc', required),
    createAt: text('doc'),
    updateAt: text('doc'),
    error: errorG1,
    status,
    externalId: text('doc', required),
    appId: text('doc'),
    provider: objectOrNull('doc'),
    participantId: text('doc'),
    user: object('doc'),
    businessEntity: objectOrNull('peer'),
    method: text('doc'),
    amount: text('doc'),
    date: textOrNull('doc'),
    redirectURL: textOrNull('doc'),
    redirectConsentURL: textOrNull('peer'),
    pixKey: textOrNull('doc'),
    qrCode: textOrNull('doc'),
    debtor: objectOrNull('doc'),
    creditor: objectOrNull('doc'),
    ibge: textOrNull('doc'),
    metadata: objectOrNull('doc'),
    endToEndId: textOrNull('doc'),
    consentId: textOrNull('peer'),
    transactionIdentification: textOrNull('peer'),
    description: textOrNull('guess'),
  },
})

/** §3.5, the peer's words. */
const statusG1: Shape = object('peer', {
  fields: {
    id: text('peer', required),
    date: textOrNull('peer'),
    consentId: textOrNull('peer'),
    createdAt: text('peer'),
    updatedAt: text('peer'),
    transactionIdentification: textOrNull('peer'),
    endToEndId: textOrNull('peer'),
    amount: text('peer'),
    status,
    error: errorG1,
    redirectConsentURL: textOrNull('doc'),
    externalId: text('peer'),
  },
})

/** §3.5. */
const statusG2: Shape = object('doc', {
  fields: {
    id: text('doc', required),
    clientRequestId: text('doc'),
    amount: text('doc'),
    currency: text('doc'),
    status,
    statusReason: reasonG2,
    statusUpdateAt: text('doc'),
    redirectConsentURL: textOrNull('doc'),
    // As G1 has it; seen of no G2 server yet but the simulator.
    consentId: textOrNull('guess'),
  },
})

/** §3.3: that a payment answers with its request's fields is inferred. */
const paymentG2: Shape = object('guess', {
  fields: {
    id: text('doc', required),
    clientRequestId: text('guess', required),
    status,
    statusReason: reasonG2,
  },
})

const g2 = { auth, participants, create: paymentG2, payment: paymentG2, status: statusG2 }

const contracts: Readonly<Record<Dialect, Partial<Record<ExchangeStep, Shape>>>> = {
  g1: { auth, participants, create: paymentG1, payment: paymentG1, status: statusG1 },
  g2,
  g3: g2,
}

/** The documented shape of a step's good reply, or undefined where nothing is documented. */
export const contractOf = (dialect: Dialect, step: ExchangeStep): Shape | undefined =>
  contracts[dialect][step]
