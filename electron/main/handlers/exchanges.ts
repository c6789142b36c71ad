import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const exchangeHandlers = ({
  workbench: { exchanges },
}: HandlerContext): HandlersOf<'exchanges'> => ({
  'exchanges.list': ({ environmentId, localId, limit }) =>
    exchanges.list({
      limit,
      ...(environmentId !== undefined && { environmentId }),
      ...(localId !== undefined && { localId }),
    }),
  'exchanges.get': ({ id }) => exchanges.get(id),
  'exchanges.body': (query) => exchanges.body(query),
})
