import { describe, expect, it } from 'vitest'
import { missingPackages, parseDpkg } from '../../../../scripts/lib/system-packages.mjs'

const wanted = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['xvfb']]

describe('missing system packages', () => {
  it('are those of which no name is installed', () => {
    expect(missingPackages(wanted, new Set(['libgtk-3-0', 'xvfb']))).toEqual([['libnss3']])
  })

  it('are none where a newer Debian has the package under its newer name', () => {
    const installed = new Set(['libgtk-3-0t64', 'libnss3', 'xvfb'])
    expect(missingPackages(wanted, installed)).toEqual([])
  })
})

describe('dpkg answers', () => {
  it('name installed packages with and without an architecture', () => {
    const text = 'libnss3:amd64 installed\nxvfb installed\n'
    expect(parseDpkg(text)).toEqual(new Set(['libnss3', 'xvfb']))
  })

  it('leave out packages of which only the settings are left', () => {
    expect(parseDpkg('xvfb config-files\nxauth not-installed\n')).toEqual(new Set())
  })
})
