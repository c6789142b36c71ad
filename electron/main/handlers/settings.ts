import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const settingsHandlers = ({ settings, host }: HandlerContext): HandlersOf<'settings'> => ({
  'settings.get': () => settings.get(),
  async 'settings.set'(change) {
    const now = await settings.set(change)
    host.settingsChanged(now)
    return now
  },
})
