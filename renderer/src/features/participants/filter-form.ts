import type { ParticipantFilters } from '../../../../electron/contract/types.ts'

/** The filters as they are typed, all text. */
export type TypedFilters = Record<keyof ParticipantFilters, string>

export const typedFilters = (filters: ParticipantFilters): TypedFilters => ({
  id: filters.id ?? '',
  name: filters.name ?? '',
  slug: filters.slug ?? '',
  status: filters.status ?? '',
  firstParticipants: filters.firstParticipants ?? '',
  limit: filters.limit === undefined ? '' : String(filters.limit),
})

/** The filters that were filled in; null where the limit is no whole number from 1 to 10,000. */
export function readFilters({ limit, ...words }: TypedFilters): ParticipantFilters | null {
  const filters: ParticipantFilters = {}
  for (const [name, typed] of Object.entries(words) as [keyof typeof words, string][]) {
    if (typed.trim() !== '') filters[name] = typed.trim()
  }
  if (limit.trim() === '') return filters
  const count = /^\d{1,5}$/.test(limit.trim()) ? Number(limit.trim()) : 0
  return count >= 1 && count <= 10_000 ? { ...filters, limit: count } : null
}
