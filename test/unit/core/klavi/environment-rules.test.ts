import { Buffer } from 'node:buffer'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readExchange } from '../../../../core/klavi/environment-rules.ts'
import { bodyReceiver } from '../../../../core/klavi/receive-body.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

it('a limit for bodies above what a string can hold is brought down to what can be read', () => {
  const read = (bytes: number) => readExchange({ largestBodyBytes: bytes })?.largestBodyBytes
  expect(read(2_147_483_648)).toBe(268_435_456)
  expect(read(268_435_456)).toBe(268_435_456)
  expect(read(1_024)).toBe(1_024)
  expect(read(7)).toBeUndefined()
})

it('a large body that cannot be read again costs its JSON, not its exchange', async () => {
  const folder = temporaryFolder()
  const store = { folder: () => folder, keep: () => 'key' }
  const receiver = bodyReceiver(store, (text) => text)
  receiver.way.bodyFilter?.([]).end()
  const bodyFile = join(folder, 'gone.body')
  const reply = {
    status: 200,
    headers: [],
    body: Buffer.alloc(0),
    bodyFile,
    bytes: 9,
    wireBytes: 9,
  }
  const answered = { ...reply, timings: { total: 1 }, reused: false }
  expect(await receiver.receive(answered)).toMatchObject({ key: 'key', isJson: false })
  writeFileSync(bodyFile, '{"id":"p"}')
  expect(await receiver.receive(answered)).toMatchObject({ isJson: true, json: { id: 'p' } })
})
