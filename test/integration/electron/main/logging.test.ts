import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRedactor } from '../../../../core/evidence/redactor.ts'
import { createLog } from '../../../../electron/main/logging.ts'

let folder: string
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'klavi-log-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

const file = () => join(folder, 'main.log')

/** The log once it holds `text`; the library is loaded with the first entry, hence the wait. */
const logWith = (text: string) =>
  vi.waitFor(
    async () => {
      const log = await readFile(file(), 'utf8')
      expect(log).toContain(text)
      return log
    },
    { timeout: 10_000 },
  )

test('entries are written in their order, those from before the library was there too', async () => {
  const log = createLog({ folder, redact: (text) => text, terminal: 'error' })
  log.info('first')
  log.warn('second', { n: 2 })
  await logWith('second')
  log.info('third')
  expect((await logWith('third')).split('\n').filter(Boolean)).toEqual([
    expect.stringMatching(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\] \[info\] +first$/),
    expect.stringMatching(/\[warn\] +second \{"n":2\}$/),
    expect.stringMatching(/\[info\] +third$/),
  ])
})

test('no secret reaches the file', async () => {
  const redactor = createRedactor()
  redactor.add('known-secret-value')
  const log = createLog({ folder, redact: redactor.text, terminal: 'error' })
  log.warn('known-secret-value', { secretKey: 'by-its-field' }, new Error('Bearer abcdefgh12345'))
  const seen = await logWith('[redacted]')
  for (const secret of ['known-secret-value', 'by-its-field', 'abcdefgh12345']) {
    expect(seen).not.toContain(secret)
  }
})

test('the file is closed to other users', async () => {
  createLog({ folder, redact: (text) => text }).info('x')
  await logWith('x')
  if (process.platform !== 'win32') expect((await stat(file())).mode & 0o077).toBe(0)
})
