import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const paymentHandlers = ({
  workbench: { payments },
}: HandlerContext): HandlersOf<'payments'> => ({
  'payments.list': ({ search, limit }) =>
    payments.list(search === '' ? { limit } : { search, limit }),
  'payments.get': ({ localId }) => payments.get(localId),
  'payments.adopt': ({ localId, paymentId }) => payments.adopt(localId, paymentId),
  'payments.details': ({ localId }) => payments.details(localId),
  'payments.knownDetails': ({ localId }) => payments.knownDetails(localId),
  'payments.cancel': ({ localId, document }) => payments.cancel(localId, { document }),
  'payments.resend': ({ localId, confirm, confirmation }) =>
    payments.resend(localId, { confirm, confirmation }),
  'payments.sendBody': ({ environmentId, flow, body, confirmation }) =>
    payments.send(environmentId, { body, flow }, { confirmation }),
})
