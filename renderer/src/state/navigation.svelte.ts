export const steps = ['credentials', 'participants', 'payment', 'watch'] as const
export type Step = (typeof steps)[number]
/** Screens beside the steps, in the order of the rail. */
export const tools = [
  'history',
  'readiness',
  'requests',
  'inbox',
  'drift',
  'simulator',
  'environments',
  'settings',
] as const
export type Tool = (typeof tools)[number]
export type Screen = Step | Tool

/** In the place of a payment: Watch shows all of them at once. */
export const BOARD = 'board'

export interface Place {
  screen: Screen
  /** The payment (localId) that Watch shows, or the environment on its screen. */
  localId?: string
}

const screens: readonly string[] = [...steps, ...tools]

/** `#/watch/<localId>` and its like; the address survives a reload and gives Back and Forward for free. */
export function placeOf(hash: string): Place {
  const [screen = '', localId] = hash.replace(/^#\/?/, '').split('/')
  if (!screens.includes(screen)) return { screen: 'credentials' }
  return {
    screen: screen as Screen,
    ...(localId ? { localId: decodeURIComponent(localId) } : {}),
  }
}

export function hashOf({ screen, localId }: Place): string {
  return localId ? `#/${screen}/${encodeURIComponent(localId)}` : `#/${screen}`
}

/** Where the person is. */
export class NavigationState {
  place = $state.raw<Place>(placeOf(globalThis.location?.hash ?? ''))
  /** Counts arrivals, so that the heading takes the focus on each, but not at the first paint. */
  arrivals = $state(0)

  start(): () => void {
    const follow = (): void => this.#arrive(placeOf(location.hash))
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }

  go(screen: Screen, localId?: string): void {
    const place: Place = { screen, ...(localId ? { localId } : {}) }
    if (hashOf(place) !== location.hash) history.pushState(null, '', hashOf(place))
    this.#arrive(place)
  }

  /** Another thing on a screen that is open already: the focus stays where it is. */
  showAt(screen: Screen, id: string): void {
    this.place = id === '' ? { screen } : { screen, localId: id }
    history.replaceState(null, '', hashOf(this.place))
  }

  /** Another payment on the same screen: the focus stays where it is. */
  show(localId: string, screen: Screen = 'watch'): void {
    this.place = { screen, localId }
    history.replaceState(null, '', hashOf(this.place))
  }

  #arrive(place: Place): void {
    this.place = place
    this.arrivals += 1
  }
}
