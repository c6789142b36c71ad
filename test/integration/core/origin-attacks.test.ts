import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FaultServer } from '../../support/core/fault-server.ts'
import { klaviLike, testKeys, tokenNumber } from '../../support/core/klavi-like.ts'
import { draftAt, ownEnvironment } from '../../support/core/own-environment.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { openTestWorkbench, type TestWorkbench } from '../../support/core/test-workbench.ts'

/*
 * Every way that anybody thought of to make a key or a token travel to a host that it was not saved for. Two real servers
 * on loopback: what arrives at the thief's is searched whole.
 */

let honest: FaultServer
let thief: FaultServer
let test: TestWorkbench

beforeEach(async () => {
  honest = await klaviLike(
    { status: () => ({ status: 200, body: { id: 'p-1', status: 'PAYMENT_PENDING' } }) },
    { tls: false },
  )
  thief = await klaviLike({}, { tls: false })
  test = await openTestWorkbench({ keys: false })
})

const loot = (): string => JSON.stringify(thief.requests)

function expectNothingStolen(): void {
  for (const secret of [testKeys.accessKey, testKeys.secretKey, 'opaque-access-token']) {
    expect(loot()).not.toContain(secret)
    expect(loot()).not.toContain(encodeURIComponent(secret))
    expect(loot()).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''))
    expect(loot()).not.toContain(JSON.stringify(secret).slice(1, -1))
  }
  for (const { headers } of thief.requests) expect(headers.authorization).toBeUndefined()
}

/** Everything that can be asked of an environment; what is refused is what this test is about. */
async function tryEverything(environmentId: string, localId?: string): Promise<string[]> {
  const { bench } = test
  const codeOf = (thrown: unknown): string => (thrown as { code?: string }).code ?? String(thrown)
  const tries: Promise<unknown>[] = [
    bench.authenticate(environmentId),
    bench.credentials
      .test(environmentId)
      .then(({ error }) => error && Promise.reject(Object.assign(new Error(), error))),
    bench.participants.fetch(environmentId),
    bench.payments.send(environmentId, sampleDraft()),
    bench.requests.send({
      environmentId,
      method: 'GET',
      path: '/participants',
      query: [],
      body: '',
    }),
    bench.requests.send({ environmentId, method: 'POST', path: '/other', query: [], body: '{}' }),
  ]
  if (localId !== undefined) tries.push(bench.payments.details(localId))
  const results = await Promise.allSettled(tries)
  return results.map((one) => (one.status === 'fulfilled' ? 'done' : codeOf(one.reason)))
}

it('sees what arrives, or it would prove nothing', async () => {
  await ownEnvironment(test.bench, thief)
  const { id } = await test.bench.environments.find('Partner B')
  await test.bench.participants.fetch(id)
  expect(loot()).toContain(testKeys.accessKey)
  expect(loot()).toContain(tokenNumber(1))
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('by HTTP %i takes nothing along', async (status) => {
    const to = (path: string) => ({
      status,
      headers: { location: `${thief.environment.origin}/payment/customer/v1${path}` },
    })
    const sly = await klaviLike({ any: ({ path }) => to(path) }, { tls: false })
    const { id } = await ownEnvironment(test.bench, sly)
    await tryEverything(id)
    const half = await klaviLike(
      { any: ({ path }) => (path === '/auth' ? undefined : to(path)) },
      { tls: false },
    )
    const other = await ownEnvironment(test.bench, half, { name: 'Half' })
    await tryEverything(other.id)
    expect(half.requests.length).toBeGreaterThan(0)
    expect(thief.requests).toEqual([])
  })
})

describe('an environment whose address was edited', () => {
  it('uses neither its keys, nor its token, nor those of its payments, until that is confirmed', async () => {
    const { bench } = test
    const { id } = await ownEnvironment(bench, honest)
    await bench.authenticate(id)
    const { payment } = await bench.payments.send(id, sampleDraft())
    await test.seen('observation', ({ status }) => status === 'PAYMENT_PENDING')
    const edited = await bench.environments.edit(id, draftAt(thief))
    expect(edited.credential).toMatchObject({
      unconfirmed: true,
      origin: honest.environment.origin,
    })
    expect(edited.token).toBeNull()

    bench.watch.pollNow(payment.localId)
    await test.seen('observation', ({ errorCode }) => errorCode === 'credential-origin')
    const codes = await tryEverything(id, payment.localId)
    expect(new Set(codes)).toEqual(new Set(['credential-origin']))
    expect(thief.requests).toEqual([])

    await expect(
      bench.credentials.confirmOrigin(id, honest.environment.origin),
    ).rejects.toMatchObject({ code: 'credential-origin' })
    expect(thief.requests).toEqual([])
    bench.watch.stop(payment.localId)
    const confirmed = await bench.credentials.confirmOrigin(id, thief.environment.origin)
    expect(confirmed.unconfirmed).toBeUndefined()
    await bench.authenticate(id)
    expect(loot()).toContain(testKeys.accessKey)
    expect(loot()).not.toContain('Bearer')
  })

  it('keeps its keys when it is edited back', async () => {
    const { bench } = test
    const { id } = await ownEnvironment(bench, honest)
    await bench.environments.edit(id, draftAt(thief))
    const back = await bench.environments.edit(id, draftAt(honest))
    expect(back.credential.unconfirmed).toBeUndefined()
    await bench.authenticate(id)
    expectNothingStolen()
  })

  it('behind the program’s back, in the file, is found out as well', async () => {
    const { bench, folder } = test
    const { id } = await ownEnvironment(bench, honest)
    const { payment } = await bench.payments.send(id, sampleDraft())
    const file = join(folder, 'settings.json')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replaceAll(honest.environment.origin, thief.environment.origin))
    expect((await bench.environments.find(id)).origin).toBe(thief.environment.origin)
    bench.watch.pollNow(payment.localId)
    await test.seen('observation', ({ errorCode }) => errorCode === 'credential-origin')
    await tryEverything(id, payment.localId)
    expect(thief.requests).toEqual([])
  })

  it('while a token was on its way keeps it from the new address', async () => {
    const { bench } = test
    let answer = (): void => {}
    const slow = await klaviLike(
      {
        auth: () =>
          new Promise((resolve) => {
            answer = () =>
              resolve({ status: 200, body: { accessToken: tokenNumber(9), expireIn: 1800 } })
          }) as never,
      },
      { tls: false },
    )
    const { id } = await ownEnvironment(bench, slow)
    const authenticating = bench.authenticate(id)
    await expect.poll(() => slow.of('POST /auth').length).toBe(1)
    await bench.environments.edit(id, draftAt(thief))
    answer()
    await authenticating
    await tryEverything(id)
    expectNothingStolen()
  })
})

describe('an import', () => {
  const file = (...environments: object[]) =>
    JSON.stringify({ kind: 'klavi-tester-environments', version: 1, environments })

  it('of an environment with a known name makes a new one without keys', async () => {
    const { bench } = test
    const mine = await ownEnvironment(bench, honest)
    const text = file({ ...draftAt(thief), id: mine.id, credentialSet: 'default' })
    expect(bench.environments.importPreview(text)).toMatchObject([
      { does: 'adds', name: 'Partner B', newName: 'Partner B 2' },
    ])
    const [taken] = await bench.environments.import(text, [0])
    expect(taken?.id).not.toBe(mine.id)
    expect(new Set(await tryEverything(taken?.id ?? ''))).toEqual(new Set(['no-credential']))
    expect(thief.requests).toEqual([])
  })

  it.each(['production', 'sandbox', 'simulator'])(
    'cannot move %s to another host',
    async (builtIn) => {
      const { bench } = test
      const before = await bench.environments.find(builtIn)
      const text = file({ ...draftAt(thief), name: before.name, builtIn })
      const [candidate] = bench.environments.importPreview(text)
      if (candidate?.does === 'edits') await bench.environments.import(text, [0])
      else {
        await expect(bench.environments.import(text, [0])).rejects.toMatchObject({
          code: 'environment-invalid',
        })
      }
      expect((await bench.environments.find(builtIn)).origin).toBe(before.origin)
    },
  )

  it('of what is no such file is refused', async () => {
    for (const text of ['', '[]', '{"kind":"other"}', 'null']) {
      expect(() => test.bench.environments.importPreview(text)).toThrow(
        expect.objectContaining({ code: 'import-unreadable' }),
      )
    }
  })
})

describe('a name or an address that claims to be another', () => {
  const { hostname, port } = new URL('https://127.0.0.1:1')
  it.each([
    { name: 'Production' },
    { name: '\u0420roduction' },
    { name: 'Produção' },
    { name: 'sand\u200bbox' },
    { origin: `https://api.klavi.ai@${hostname}:${port}` },
    { origin: `https://api.klavi.ai:443@${hostname}:${port}` },
    { origin: 'https://api.klavi.ai.' },
    { origin: 'https://\u0430pi.klavi.ai' },
    { origin: 'https://api.k1avi.ai' },
    { origin: 'https:\\\\evil.test' },
    { origin: 'https://evil.test/https://api.klavi.ai' },
    { origin: 'http://evil.test' },
    { origin: 'http://127.0.0.1.evil.test' },
  ])('%j is not taken', async (change) => {
    await expect(test.bench.environments.add(draftAt(thief, change))).rejects.toMatchObject({
      code: 'environment-invalid',
    })
    expect(await test.bench.environments.list()).toHaveLength(3)
  })

  it('gets no keys of the one that it names, also out of the file', async () => {
    const { bench, folder } = test
    await ownEnvironment(bench, honest)
    const file = join(folder, 'settings.json')
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { environments: object[] }
    const { origin } = thief.environment
    for (const id of ['production', 'sandbox', 'simulator', 'custom', '../sandbox']) {
      stored.environments.push({ ...draftAt(thief), id, name: id, kind: 'production', origin })
    }
    writeFileSync(file, JSON.stringify({ ...stored, builtIns: { production: { origin } } }))
    const list = await bench.environments.list()
    expect(list.map(({ id }) => id).slice(0, 3)).toEqual(['simulator', 'sandbox', 'production'])
    expect(list).toHaveLength(4)
    expect(list.every((one) => one.origin !== origin)).toBe(true)
  })
})

it('a raw request to another host is refused before it leaves', async () => {
  const { bench } = test
  const { id } = await ownEnvironment(bench, honest)
  const { origin } = thief.environment
  for (const path of [`${origin}/x`, `//${new URL(origin).host}/x`, `/\\${new URL(origin).host}`]) {
    await expect(
      bench.requests.send({ environmentId: id, method: 'GET', path, query: [], body: '' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/foreign-origin|invalid-input/) })
  }
  expect(thief.requests).toEqual([])
})

it('another port of the same host is another place', async () => {
  const { bench } = test
  const { id } = await ownEnvironment(bench, honest)
  await bench.credentials.save(id, testKeys, { set: 'second' })
  await bench.environments.edit(id, draftAt(thief))
  await bench.credentials.activate(id, 'second')
  expect(new Set(await tryEverything(id))).toEqual(new Set(['credential-origin']))
  expect(thief.requests).toEqual([])
})

it('a connection test carries neither key nor token', async () => {
  const { bench } = test
  const { id } = await ownEnvironment(bench, thief)
  await bench.authenticate(id)
  thief.requests.length = 0
  expect(await bench.environments.test(id)).toMatchObject({ ok: true })
  expect(thief.requests).toHaveLength(1)
  expectNothingStolen()
})
