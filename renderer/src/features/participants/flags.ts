/** What a participant's entry says of itself besides its name (docs/klavi-api.md §3.2: a sibling product's fields). */
export interface ParticipantFlags {
  outage: boolean
  beta: boolean
}

const outageWords = new Set(['outage', 'unavailable', 'down', 'offline', 'inactive', 'disabled'])

/** Reads the marks tolerantly: `isBeta`, `isOutage`, their like without `is`, and a `status` that says so. */
export function flagsOf(raw: unknown): ParticipantFlags {
  if (typeof raw !== 'object' || raw === null) return { outage: false, beta: false }
  const entry = raw as Record<string, unknown>
  const status = typeof entry['status'] === 'string' ? entry['status'].toLowerCase() : ''
  return {
    outage: isOn(entry['isOutage']) || isOn(entry['outage']) || outageWords.has(status),
    beta: isOn(entry['isBeta']) || isOn(entry['beta']) || status === 'beta',
  }
}

const isOn = (value: unknown): boolean => value === true || value === 'true' || value === 1
