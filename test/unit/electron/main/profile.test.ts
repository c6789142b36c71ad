import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { resolveProfile, useProfile } from '../../../../electron/main/profile.ts'

const folderOf = (env: NodeJS.ProcessEnv, ...argv: string[]) =>
  resolveProfile({ env, argv: ['electron', '.', ...argv], appData: '/home/a/.config' }).folder

test("lies in the platform's folder unless said otherwise", () => {
  expect(folderOf({})).toBe(join('/home/a/.config', 'klavi-tester'))
  expect(folderOf({ KLAVI_TESTER_PROFILE: '' })).toBe(join('/home/a/.config', 'klavi-tester'))
  expect(folderOf({ KLAVI_TESTER_PROFILE: '/tmp/p' })).toBe(resolve('/tmp/p'))
})

test('the command line comes first', () => {
  expect(folderOf({ KLAVI_TESTER_PROFILE: '/tmp/p' }, '--profile', '/tmp/q')).toBe(
    resolve('/tmp/q'),
  )
  expect(folderOf({}, '--profile=rel')).toBe(resolve('rel'))
})

test("all of Electron's own files go into the profile, closed to others", () => {
  const base = mkdtempSync(join(tmpdir(), 'klavi-profile-'))
  try {
    const folder = join(base, 'p')
    const profile = resolveProfile({
      env: { KLAVI_TESTER_PROFILE: folder },
      argv: [],
      appData: '/',
    })
    const paths: Record<string, string> = {}
    useProfile({ setPath: (name, path) => (paths[name] = path) }, profile)
    expect(Object.keys(paths).sort()).toEqual(['crashDumps', 'logs', 'sessionData', 'userData'])
    for (const path of Object.values(paths)) expect(path.startsWith(folder)).toBe(true)
    expect(existsSync(join(folder, 'cache', 'chromium'))).toBe(true)
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
})
