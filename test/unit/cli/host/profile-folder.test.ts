import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileFolder } from '../../../../cli/host/profile-folder.ts'

describe('profileFolder', () => {
  it('believes --profile, then KLAVI_TESTER_PROFILE', () => {
    expect(profileFolder('a', { KLAVI_TESTER_PROFILE: 'b' })).toBe(resolve('a'))
    expect(profileFolder(undefined, { KLAVI_TESTER_PROFILE: 'b' })).toBe(resolve('b'))
  })

  it.runIf(process.platform === 'linux')('is in the folder for application data else', () => {
    expect(profileFolder(undefined, { XDG_CONFIG_HOME: '/x' })).toBe(join('/x', 'klavi-tester'))
    expect(profileFolder(undefined, { KLAVI_TESTER_PROFILE: '' })).toMatch(
      /\.config\/klavi-tester$/,
    )
  })
})
