/** Every screen by its place in the address, for what is looked at on all of them. */
export const screens = [
  'credentials',
  'participants',
  'payment',
  'watch',
  'watch/board',
  'history',
  'requests',
  'inbox',
  'drift',
  'readiness',
  'simulator',
  'environments',
  'settings',
] as const
