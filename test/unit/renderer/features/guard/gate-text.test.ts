import { afterEach, describe, expect, it } from 'vitest'
import { useLanguage, type Language } from '../../../../../messages/index.ts'
import { gateText } from '../../../../../renderer/src/features/guard/gate-text.ts'

afterEach(() => useLanguage(() => 'en'))

const at = '2026-03-02T12:00:00.000Z'
const passed = { state: 'passed', at, ageDays: 12, reportId: 'r' } as const

describe('gateText', () => {
  it.each<[Language, string, string]>([
    ['en', '12 days ago', 'did not pass'],
    ['pt-BR', 'há 12 dias', 'não foi aprovada'],
  ])('says in %s how old the run is, and that a newer one did not pass', (language, age, not) => {
    useLanguage(() => language)
    const latest = { at: '2026-03-10T12:00:00.000Z', verdict: 'failed' } as const
    const text = gateText({ locked: true, readiness: { ...passed, latest } }, language)
    expect(text).toContain(age)
    expect(text).toContain(not)
  })

  it('says nothing of the newest run where it is the one that passed', () => {
    const latest = { at, verdict: 'passed' } as const
    const text = gateText({ locked: true, readiness: { ...passed, latest } }, 'en')
    expect(text).not.toContain('did not pass')
  })

  it('says of a first run that it did not pass', () => {
    const latest = { at, verdict: 'failed' } as const
    const text = gateText({ locked: true, readiness: { state: 'missing', latest } }, 'en')
    expect(text).toContain('did not pass')
  })
})
