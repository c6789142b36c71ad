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
  participants: Participant[]
  /** UTC ISO time of the reply that this list came from. */
  fetchedAt: string
}
