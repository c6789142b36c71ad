import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reasonIn } from '../../../../scripts/lib/official-electron.mjs'
import { checkHash } from '../../../../scripts/lib/test-runtime.mjs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'klavi-hash-'))
  await writeFile(join(folder, 'file'), 'abc')
})
afterEach(() => rm(folder, { recursive: true }))

describe('a fetched file', () => {
  // The SHA-256 of "abc" in FIPS 180-2, appendix B.1.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

  it('is accepted with the pinned hash only', async () => {
    await expect(checkHash(join(folder, 'file'), 'sha256', 'hex', abc)).resolves.toBeUndefined()
    await expect(
      checkHash(join(folder, 'file'), 'sha256', 'hex', abc.replace('b', 'c')),
    ).rejects.toThrow(/not the pinned one/)
  })
})

describe('the reason of a failed download', () => {
  it('is the system’s code where one stands there', () => {
    expect(reasonIn('Error: connect ECONNREFUSED 127.0.0.1:443\n  at x')).toBe('ECONNREFUSED')
  })

  it('is else the message, without its stack', () => {
    expect(reasonIn('TypeError: fetch failed\n    at node:internal')).toBe('fetch failed')
    expect(reasonIn('')).toBe('the download failed')
  })
})
