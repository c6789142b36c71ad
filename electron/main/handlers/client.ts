import type { HandlerContext, HandlersOf } from './handler-types.ts'

/** Requests by hand, tokens and drift. */
export const clientHandlers = ({
  workbench: { requests, tokens, drift, watch },
}: HandlerContext): HandlersOf<'requests' | 'tokens' | 'drift'> => ({
  'requests.send': ({ confirmation, ...request }) => requests.send(request, { confirmation }),
  'requests.catalogue': ({ environmentId }) => requests.catalogue(environmentId),
  'requests.posts': ({ environmentId, limit }) =>
    requests.posts({ limit, ...(environmentId !== undefined && { environmentId }) }),
  'requests.payment': ({ environmentId, paymentId, flow }) =>
    requests.payment(environmentId, paymentId, flow),
  'requests.watch': ({ environmentId, paymentId }) =>
    watch.start(watch.adoptForeign(environmentId, paymentId).localId),

  'tokens.view': ({ environmentId }) => tokens.view(environmentId),

  'drift.list': ({ environmentId }) => drift.list(environmentId),
  'drift.export': ({ environmentId, format }) => ({
    text: drift.export(format, environmentId),
    fileName: `klavi-drift-${environmentId ?? 'all'}.${format === 'json' ? 'json' : 'md'}`,
  }),
  'drift.clear'({ environmentId }) {
    drift.clear(environmentId)
    return null
  },
})
