import { describe, expect, it } from 'vitest'
import {
  INSTITUTIONS,
  MOCK_BANK_ID,
  slugOf,
} from '../../../../simulator/participants/institutions.ts'
import { logoOf } from '../../../../simulator/participants/logo.ts'

describe('institutions', () => {
  it('are 120, each with its own id, slug and ISPB', () => {
    expect(INSTITUTIONS.length).toBe(120)
    for (const key of ['id', 'slug', 'ispb', 'name'] as const) {
      expect(new Set(INSTITUTIONS.map((it) => it[key])).size, key).toBe(120)
    }
    expect(INSTITUTIONS[0]?.id).toBe(MOCK_BANK_ID)
    for (const { id, slug, ispb } of INSTITUTIONS) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(ispb).toMatch(/^\d{8}$/)
    }
    expect(slugOf('Cooperativa Roda d’Água')).toBe('cooperativa-roda-d-agua')
  })

  it('have logos with their initials', () => {
    for (const institution of INSTITUTIONS) expect(logoOf(institution)).toMatch(/>\p{Lu}+<\/text>/u)
  })
})
