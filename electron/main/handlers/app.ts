import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const appHandlers = ({ host }: HandlerContext): HandlersOf<'app'> => ({
  'app.info': () => host.appInfo(),
  async 'app.openExternal'({ url }) {
    await host.openExternal(url)
    return null
  },
  'app.copyText'({ text }) {
    host.copyText(text)
    return null
  },
})
