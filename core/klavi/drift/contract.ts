import { isKnownStatus } from '../../watch/status-machine.ts'
import type { Dialect } from '../../model/environment.ts'
import type { ExchangeStep } from '../../model/exchange.ts'
import { compareShape, type Difference } from './compare.ts'
import {
  array,
  asGuess,
  number,
  object,
  objectOrNull,
  required,
  text,
  textOrNull,
  textOrNumber,
  textOrTexts,
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

const participant = object('peer', {
  fields: {
    id: text('doc', required),
    slug: text('peer'),
    name: text('peer', required),
    avatar: text('peer'),
  },
})
const otherList = array('peer', { undocumented: true, items: participant })

/** §3.2: Klavi's JSON is unknown, this is the peer's. In the other forms that are read the banks are looked at, too. */
const participants: Shape = object('peer', {
  items: participant,
  fields: {
    data: array('peer', { ...required, items: participant }),
    cursor: objectOrNull('peer', {
      fields: { afterCursor: textOrNull('peer'), beforeCursor: textOrNull('peer') },
    }),
    participants: otherList,
    items: otherList,
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

/** §3.6. */
const whitelabel: Shape = object('doc', {
  fields: {
    id: text('doc', required),
    accessToken: text('doc', required),
    paymentURL: text('doc', required),
  },
})

/** §4: the envelope is unknown, this is the peer's; OFB's and that of a payment's own error are read as well. */
const errorFields = {
  errorCode: text('peer'),
  message: textOrTexts('peer'),
  method: text('peer'),
  path: text('peer'),
  statusCode: textOrNumber('peer'),
  timestamp: text('peer'),
  code: textOrNumber('guess'),
  title: text('guess'),
  detail: text('guess'),
  errors: array('guess', {
    items: object('guess', {
      fields: { code: text('guess'), title: text('guess'), detail: text('guess') },
    }),
  }),
  meta: objectOrNull('guess'),
}
const refusal: Shape = object('peer', { fields: errorFields })
/** §4: its code stands in the body. */
const businessError: Shape = object('peer', {
  fields: { ...errorFields, statusCode: textOrNumber('doc', required) },
})

const shared = { auth, participants, whitelabel }
/** §3.6: that these answer as a payment does is inferred. */
const scheduled = asGuess(paymentG1)
const cancel = asGuess(paymentG2)
const g2 = { ...shared, create: paymentG2, payment: paymentG2, status: statusG2 }

/** The documented shapes of good replies. */
const contracts: Readonly<Record<Dialect, Partial<Record<ExchangeStep, Shape>>>> = {
  g1: { ...shared, create: paymentG1, payment: paymentG1, status: statusG1, scheduled },
  g2,
  g3: { ...g2, cancel },
}

/**
 * The differences between a JSON reply and what is documented of it, paths of a refusal (HTTP 4xx, 5xx) with its status
 * before them: `416 $.statusCode`. Of other statuses, and of calls made by hand elsewhere, nothing is documented.
 */
export function differencesOf(
  dialect: Dialect,
  step: ExchangeStep,
  status: number,
  json: unknown,
  redact: (text: string) => string,
): Difference[] {
  if (status >= 200 && status < 300) {
    const shape = contracts[dialect][step]
    return shape === undefined ? [] : compareShape(json, shape, redact)
  }
  if (status < 400 || step === 'other') return []
  return compareShape(json, status === 416 ? businessError : refusal, redact, `${status} $`)
}
