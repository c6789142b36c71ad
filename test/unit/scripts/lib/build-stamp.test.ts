import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sourcesStamp } from '../../../../scripts/lib/build-stamp.mjs'

let folder: string
const stamp = () => sourcesStamp([join(folder, 'core'), join(folder, 'absent')])

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'klavi-stamp-'))
  await mkdir(join(folder, 'core', 'generated'), { recursive: true })
  await writeFile(join(folder, 'core', 'a.ts'), 'export const a = 1')
})
afterEach(() => rm(folder, { recursive: true }))

it('changes with a file’s content and name, not with its time', async () => {
  const first = stamp()
  await utimes(join(folder, 'core', 'a.ts'), 1, 1)
  expect(stamp()).toBe(first)
  await writeFile(join(folder, 'core', 'a.ts'), 'export const a = 2')
  const second = stamp()
  expect(second).not.toBe(first)
  await rename(join(folder, 'core', 'a.ts'), join(folder, 'core', 'b.ts'))
  expect(stamp()).not.toBe(second)
})

it('does not change with what the build itself generates', async () => {
  const first = stamp()
  await writeFile(join(folder, 'core', 'generated', 'm.js'), 'export {}')
  expect(stamp()).toBe(first)
})
