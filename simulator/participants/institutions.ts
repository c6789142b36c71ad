import { createHash } from 'node:crypto'
import { seededUuid } from '../payments/seeded-ids.ts'
import { INSTITUTION_NAMES } from './names.ts'

/** An account provider: in Open Finance Brasil terms an authorisation server. */
export interface Institution {
  /** AuthorisationServerId-like; the same in every simulator. */
  id: string
  name: string
  slug: string
  /** 8 digits; in a range that the central bank has not given out. */
  ispb: string
}

/** The sandbox bank whose id stands in the documentation's samples. */
export const MOCK_BANK_ID = 'c8f0bf49-4744-4933-8960-7add6e590841'

/** Lower-case ASCII words joined by hyphens. */
export function slugOf(name: string): string {
  return plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** Lower case without accents, for searching. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}

function institution(name: string, id?: string): Institution {
  const slug = slugOf(name)
  const number = parseInt(createHash('sha256').update(slug).digest('hex').slice(0, 8), 16)
  return {
    id: id ?? seededUuid(0, 'institution', slug),
    name,
    slug,
    ispb: `99${String(number % 1_000_000).padStart(6, '0')}`,
  }
}

/** All institutions, Mock Bank first, the others by name. */
export const INSTITUTIONS: readonly Institution[] = [
  institution('Mock Bank', MOCK_BANK_ID),
  ...INSTITUTION_NAMES.map((name) => institution(name)).sort((a, b) =>
    a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0,
  ),
]

const byId = new Map(INSTITUTIONS.map((it) => [it.id, it]))
const bySlug = new Map(INSTITUTIONS.map((it) => [it.slug, it]))

export const institutionById = (id: string): Institution | undefined => byId.get(id)
export const institutionBySlug = (slug: string): Institution | undefined => bySlug.get(slug)
