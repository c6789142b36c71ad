import { afterEach, describe, expect, it } from 'vitest'
import { useLanguage } from '../../../../messages/index.ts'
import { localFailure } from '../../../../renderer/src/format/failure.ts'

afterEach(() => useLanguage(() => 'en'))

const english = {
  code: 'connect',
  message: 'No connection to example.com could be made.',
  hint: 'Check the network, the proxy and that the server is running; then try again.',
  retryable: true,
  details: { host: 'example.com' },
}

describe('localFailure', () => {
  it('says a known failure again in the language in force', () => {
    useLanguage(() => 'pt-BR')
    expect(localFailure(english).message).toBe('Não foi possível conectar a example.com.')
    useLanguage(() => 'en')
    expect(localFailure(english)).toMatchObject({ message: english.message, hint: english.hint })
  })

  it('keeps what main said where a detail of the sentence did not come along', () => {
    expect(localFailure({ ...english, details: {} }).message).toBe(english.message)
  })

  it('keeps what main said for a code that this window does not know', () => {
    const strange = { ...english, code: 'from-the-future' }
    expect(localFailure(strange)).toMatchObject({ code: 'from-the-future', remedy: null })
  })

  it('names the way to the remedy', () => {
    expect(localFailure({ ...english, code: 'no-credential' }).remedy).toBe('credentials')
  })
})
