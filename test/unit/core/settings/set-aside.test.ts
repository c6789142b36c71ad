import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { setAside } from '../../../../core/settings/set-aside.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

it('renames a file beside itself, with the time, and keeps every byte', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'settings.json')
  writeFileSync(file, 'damaged \u0000 bytes')
  const name = setAside(file, Date.parse('2026-11-22T12:34:56.789Z'))
  expect(name).toBe('settings.json.damaged-20261122T123456-789Z')
  expect(readdirSync(folder)).toEqual([name])
  expect(readFileSync(join(folder, name), 'utf8')).toBe('damaged \u0000 bytes')
})

it('never writes over a file that was set aside before', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'journal.db')
  const names = ['first', 'second', 'third'].map((content) => {
    writeFileSync(file, content)
    return setAside(file, 0)
  })
  expect(new Set(names).size).toBe(3)
  const kept = names.map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(kept).toEqual(['first', 'second', 'third'])
})

it('throws where there is nothing to rename', () => {
  expect(() => setAside(join(temporaryFolder(), 'none'), 0)).toThrow('ENOENT')
})
