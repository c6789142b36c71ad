import { describe, expect, it } from 'vitest'
import {
  acceptedChange,
  defaultSettings,
  readSettings,
} from '../../../../core/settings/settings-schema.ts'

describe('readSettings', () => {
  it('gives defaults for what is missing', () => {
    expect(readSettings({})).toEqual(defaultSettings)
    expect(defaultSettings).toMatchObject({
      language: 'system',
      theme: 'system',
      environmentId: 'simulator',
      pollIntervalSeconds: 3,
    })
  })

  it.each([
    { language: 'pt-BR' },
    { theme: 'dark' },
    { environmentId: 'sandbox' },
    { pollIntervalSeconds: 1 },
    { pollIntervalSeconds: 60 },
    { pollIntervalSeconds: 2.5 },
  ])('takes %j', (stored) => {
    expect(readSettings(stored)).toEqual({ ...defaultSettings, ...stored })
  })

  it.each([
    { language: 'de' },
    { language: 7 },
    { theme: null },
    { environmentId: '' },
    { environmentId: 'x'.repeat(101) },
    { environmentId: ['sandbox'] },
    { pollIntervalSeconds: 0 },
    { pollIntervalSeconds: 61 },
    { pollIntervalSeconds: '3' },
    { pollIntervalSeconds: Number.NaN },
  ])('gives the default for %j, and only for that', (stored) => {
    expect(readSettings({ ...stored, ...('theme' in stored ? {} : { theme: 'light' }) })).toEqual({
      ...defaultSettings,
      ...('theme' in stored ? {} : { theme: 'light' }),
    })
  })

  it('leaves out what it does not know', () => {
    expect(readSettings({ later: 1 })).toEqual(defaultSettings)
  })
})

it('stores only changes that may be stored', () => {
  const change = { theme: 'dark', language: 'de', later: 1, toString: 'x' } as never
  expect(acceptedChange(change)).toEqual({ theme: 'dark' })
})
