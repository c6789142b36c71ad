import { describe, expect, it } from 'vitest'
import { takeEnvironmentKeys } from '../../../../cli/host/environment-keys.ts'

const keys = () => ({ KLAVI_ACCESS_KEY: 'access', KLAVI_SECRET_KEY: 'secret' })

describe('takeEnvironmentKeys', () => {
  it('gives them to an environment that was named', () => {
    expect(takeEnvironmentKeys('custom', keys())).toEqual({
      accessKey: 'access',
      secretKey: 'secret',
    })
  })

  it.each([undefined, 'simulator', 'Simulator'])('ignores them for --env %s', (name) => {
    expect(takeEnvironmentKeys(name, keys())).toBeUndefined()
  })

  it('takes them out of the environment, so that no child inherits them', () => {
    for (const name of [undefined, 'sandbox']) {
      const env = keys()
      takeEnvironmentKeys(name, env)
      expect(env).toEqual({})
    }
  })

  it('refuses one without the other, naming the one that is missing', () => {
    expect(() => takeEnvironmentKeys('custom', { KLAVI_ACCESS_KEY: 'access' })).toThrow(
      expect.objectContaining({
        code: 'no-credential',
        details: { environment: expect.stringContaining('KLAVI_SECRET_KEY') as string },
      }),
    )
  })
})
