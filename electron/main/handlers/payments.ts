import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const paymentHandlers = ({
  workbench: { drafts, payments },
}: HandlerContext): HandlersOf<'drafts' | 'payments'> => ({
  'drafts.get': ({ environmentId }) => drafts.get(environmentId),
  'drafts.set'({ environmentId, draft }) {
    drafts.set(environmentId, draft)
    return null
  },
  'payments.preview': ({ environmentId, draft }) => payments.preview(environmentId, draft),
  'payments.send': ({ environmentId, draft, confirmation }) =>
    payments.send(environmentId, draft, { confirmation }),
  'payments.list': ({ search, limit }) =>
    payments.list(search === '' ? { limit } : { search, limit }),
  'payments.get': ({ localId }) => payments.get(localId),
  'payments.adopt': ({ localId, paymentId }) => payments.adopt(localId, paymentId),
  'payments.details': ({ localId }) => payments.details(localId),
  'payments.knownDetails': ({ localId }) => payments.knownDetails(localId),
  'payments.cancel': ({ localId, document }) => payments.cancel(localId, { document }),
  'payments.resend': ({ localId, confirm, confirmation }) =>
    payments.resend(localId, { confirm, confirmation }),
  'payments.template': ({ environmentId, flow, draft }) => ({
    body: payments.template(environmentId, flow, draft),
  }),
  'payments.sendBody': ({ environmentId, flow, body, confirmation }) =>
    payments.send(environmentId, { body, flow }, { confirmation }),
})
