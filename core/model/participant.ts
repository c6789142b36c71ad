/** A bank (account provider) that can start a payment; `id` becomes the payload's participantId. */
export interface Participant {
  id: string
  name: string
  slug?: string
  /** Address of the logo as the API gave it. */
  avatar?: string
  /** The entry as it was received, unknown fields included. */
  raw: unknown
}

export interface ParticipantList {
  environmentId: string
  /** The environment's address when it was asked; absent for the simulator, whose port may change. */
  origin?: string
  participants: Participant[]
  /** UTC ISO time of the reply that this list came from. */
  fetchedAt: string
  /** The copy on disk of an earlier session; absent: fetched in this one. */
  offline?: true
  /** What the list before had otherwise; absent where there was none or nothing changed. Not known of filtered lists. */
  changes?: ParticipantChanges
  /** Why the API may have more banks than these; absent: this is its whole list. */
  cut?: CutReason
  /** The filters that it was asked with. */
  filters?: ParticipantFilters
}

/** More pages than are followed, or pages that lead back to one before. */
export type CutReason = 'pages' | 'circle'

export interface ParticipantChanges {
  /** UTC ISO time of the list before. */
  since: string
  /** Their ids. */
  added: string[]
  removed: Participant[]
}

export interface ParticipantMarks {
  /** Participants' ids, as the person ordered them. */
  favourites: string[]
  /** The latest first. */
  recents: string[]
}

/** The documented filters (docs/klavi-api.md §3.2), sent as query parameters. */
export interface ParticipantFilters {
  id?: string
  name?: string
  slug?: string
  status?: string
  firstParticipants?: string
  limit?: number
}
