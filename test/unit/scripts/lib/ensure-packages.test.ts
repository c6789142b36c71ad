import { describe, expect, it } from 'vitest'
import { lockIsSatisfied } from '../../../../scripts/lib/ensure-packages.mjs'
import { checkNodeVersion } from '../../../../scripts/lib/node.mjs'

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/got': { version: '16.1.0' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
  },
}
const installed = (packages: Record<string, { version: string }>) => ({ packages })

describe('the installed packages', () => {
  it('are enough when only optional ones are absent', () => {
    expect(lockIsSatisfied(lock, installed({ 'node_modules/got': { version: '16.1.0' } }))).toBe(
      true,
    )
  })

  it('are not enough when one has another version', () => {
    expect(lockIsSatisfied(lock, installed({ 'node_modules/got': { version: '16.0.0' } }))).toBe(
      false,
    )
  })

  it('are not enough when an optional one that is there has another version', () => {
    const packages = {
      'node_modules/got': { version: '16.1.0' },
      'node_modules/fsevents': { version: '1.0.0' },
    }
    expect(lockIsSatisfied(lock, installed(packages))).toBe(false)
  })

  it('are not enough when one is missing, or when nothing was ever installed', () => {
    expect(lockIsSatisfied(lock, installed({}))).toBe(false)
    expect(lockIsSatisfied(lock, undefined)).toBe(false)
  })
})

describe('the running Node', () => {
  it('may be 20 or newer', () => {
    expect(() => checkNodeVersion('20.0.0')).not.toThrow()
    expect(() => checkNodeVersion('24.21.0')).not.toThrow()
  })

  it('is refused in one line when it is older', () => {
    expect(() => checkNodeVersion('18.19.1')).toThrow(/^Node 18\.19\.1 is too old.*$/)
  })
})
