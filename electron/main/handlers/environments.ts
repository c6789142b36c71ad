import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const environmentHandlers = ({ workbench }: HandlerContext): HandlersOf<'environments'> => ({
  'environments.list': () => workbench.environments.list(),
})
