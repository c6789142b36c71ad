import type { Component } from 'svelte'
import type { Screen } from '../state/navigation.svelte.ts'

/** Each screen is a part of its own, brought in when it is first shown: the start of the app waits for one only. */
const loaders: Record<Screen, () => Promise<{ default: Component }>> = {
  credentials: () => import('../features/credentials/credentials-screen.svelte'),
  participants: () => import('../features/participants/participants-screen.svelte'),
  payment: () => import('../features/payment/payment-screen.svelte'),
  watch: () => import('../features/watch/watch-screen.svelte'),
  history: () => import('../features/history/history-screen.svelte'),
  readiness: () => import('../features/readiness/readiness-screen.svelte'),
  requests: () => import('../features/requests/requests-screen.svelte'),
  drift: () => import('../features/drift/drift-screen.svelte'),
  environments: () => import('../features/environments/environments-screen.svelte'),
  settings: () => import('../features/settings/settings-screen.svelte'),
  inbox: () => import('../features/inbox/inbox-screen.svelte'),
  simulator: () => import('../features/simulator/simulator-screen.svelte'),
}

const loaded = new Map<Screen, Component>()

/** A screen that was brought in before: it is there at once, without a moment of nothing. */
export const loadedScreen = (screen: Screen): Component | undefined => loaded.get(screen)

export async function loadScreen(screen: Screen): Promise<Component> {
  const { default: component } = await loaders[screen]()
  loaded.set(screen, component)
  return component
}
