import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { imageType } from '../../../core/use-cases/logos.ts'
import { klaviLike } from '../../support/core/klavi-like.ts'
import { draftAt, ownEnvironment } from '../../support/core/own-environment.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'

const payload = (change: object = {}): string =>
  JSON.stringify(
    {
      externalId: '{{uuid}}',
      participantId: '{{participantId}}',
      redirectURL: 'https://example.com/return',
      user: { name: 'Maria da Silva', taxId: '52998224725' },
      amount: '4800',
      method: 'PIX_MANU_AUTO',
      ...change,
    },
    null,
    2,
  )

/** A workbench with a bank picked. */
async function ready(options: Parameters<typeof openTestWorkbench>[0] = {}) {
  const opened = await openTestWorkbench(options)
  const { participants } = await opened.bench.participants.fetch('simulator')
  const [bank] = participants
  await opened.bench.participants.picked('simulator', bank?.id ?? '')
  return { ...opened, participants, bank }
}

const sentBody = (bench: Awaited<ReturnType<typeof ready>>['bench'], localId: string): string => {
  const create = bench.exchanges.list({ localId, limit: 10 }).find(({ step }) => step === 'create')
  const where = { id: create?.id ?? '', side: 'request' as const, offset: 0, length: 10_000 }
  return bench.exchanges.body(where).text
}

describe('a payload', () => {
  it('is sent as its preview showed it, byte for byte, with a new id each time', async () => {
    const { bench, bank } = await ready()
    const text = payload()
    const shown = bench.payload.preview('simulator', text)
    expect(shown).toMatchObject({
      sendable: true,
      participantId: bank?.id,
      amount: { wire: '4800', centavos: 4800, decimal: '48.00', reais: 'R$ 48,00' },
      bytes: Buffer.byteLength(shown.body),
    })
    expect(bench.payload.preview('simulator', text).body).toBe(shown.body)
    const { payment } = await bench.payments.send(
      'simulator',
      { text, participantName: 'A name of before' },
      { watch: false },
    )
    const participantName = bank?.name
    expect(payment).toMatchObject({ externalId: shown.externalId, participantName })
    expect(payment.negative).toBeUndefined()
    expect(sentBody(bench, payment.localId)).toBe(shown.body)
    expect(bench.payload.preview('simulator', text).externalId).not.toBe(shown.externalId)
    expect(bench.payload.sentText(payment.localId)).toBe(shown.body)
    expect(
      bench.payload.compare('simulator', text, { kind: 'sent', localId: payment.localId })
        .differences,
    ).toHaveLength(2)
  })

  it('that cannot be right is sent only on purpose, and the journal says so', async () => {
    const { bench } = await ready()
    const text = payload({ amount: '48.00' })
    const what = { text, participantName: '' }
    await expect(bench.payments.send('simulator', what, { watch: false })).rejects.toMatchObject({
      code: 'payload-invalid',
    })
    expect(bench.payments.list({ limit: 10 })).toEqual([])
    const meant = await bench.payments.send('simulator', what, { watch: false, negative: true })
    expect(meant.error?.code).toBe('http-bad-request')
    expect(bench.payments.get(meant.payment.localId)).toMatchObject({
      state: 'refused',
      negative: true,
    })
  })

  it('cannot be wrong on purpose where it is guarded', async () => {
    const { bench } = await openTestWorkbench()
    const what = { text: payload({ amount: 'x' }), participantName: '' }
    await expect(bench.payments.send('production', what, { negative: true })).rejects.toMatchObject(
      { code: 'payload-invalid' },
    )
    expect(bench.payload.preview('production', what.text).negativeAllowed).toBe(false)
    expect(() =>
      bench.matrix.start({
        environmentId: 'production',
        text: payload(),
        participantName: '',
        path: ['amount'],
        values: ['1'],
        perMinute: 60,
        negative: true,
      }),
    ).toThrow('matrix-guarded')
  })

  it('is kept as typed, valid or not, for each environment, whatever ends the program', async () => {
    const folder = temporaryFolder()
    const first = await openTestWorkbench({ folder })
    const broken = { text: '{ "amount": "48', participantName: 'Itaú', typed: { amount: '48' } }
    first.bench.payload.save('simulator', broken)
    first.bench.payload.save('sandbox', { text: '', participantName: '', typed: {} })
    // Not closed: as after a crash.
    const second = await openTestWorkbench({ folder })
    expect(second.bench.payload.open('simulator')).toEqual(broken)
    expect(second.bench.payload.open('sandbox').text).toBe('')
    expect(second.bench.payload.open('production').text).toContain('{{uuid}}')
  })

  it('takes over what was typed into the form of an earlier version', async () => {
    const { bench } = await openTestWorkbench()
    bench.drafts.set('simulator', {
      ...bench.drafts.get('simulator'),
      amount: '12,00',
      payerName: 'Ana',
    })
    const { text } = bench.payload.open('simulator')
    expect(JSON.parse(text)).toMatchObject({ amount: '1200', user: { name: 'Ana' } })
  })

  it('takes variables from the environment and the host, and from nowhere else', async () => {
    const { bench } = await openTestWorkbench({ ports: { variables: { SHOP: 'Loja' } } })
    const text = payload({ description: '{{var.SHOP}} {{var.PATH}} {{HOME}}' })
    const { body, variables } = bench.payload.preview('simulator', text)
    expect(body).toContain('"Loja {{var.PATH}} {{HOME}}"')
    expect(
      variables.filter(({ problem }) => problem !== undefined).map(({ name }) => name),
    ).toEqual(expect.arrayContaining(['var.PATH', 'HOME']))
  })

  it('is exported as the request that would be sent now, and as JSON with its variables', async () => {
    const { bench, bank } = await ready()
    const text = payload()
    const { body } = bench.payload.preview('simulator', text)
    for (const form of ['curl', 'fetch', 'python', 'java', 'csharp'] as const) {
      const made = bench.payload.export('simulator', text, form).text
      expect(made, form).toContain(bank?.id)
      expect(made, form).not.toContain('{{')
    }
    expect(bench.payload.export('simulator', text, 'curl').text).toContain(body)
    expect(bench.payload.export('simulator', text, 'json').text).toBe(text)
  })

  it.each(['k'.repeat(100), 'çedilha@example.com'])(
    'makes no code of a key that none can hold: %j',
    async (pixKey) => {
      const { bench } = await ready()
      const text = payload({ method: 'PIX_DICT', pixKey })
      expect(bench.payload.renderBrCode('simulator', text)).toBeUndefined()
    },
  )

  it('that waits for a variable is exported with a note', async () => {
    const { bench } = await ready()
    const text = payload({ description: '{{var.NONE}}' })
    expect(bench.payload.export('simulator', text, 'curl').notes.join(' ')).toContain('var.NONE')
    expect(bench.payload.export('simulator', text, 'json').notes).toEqual([])
  })

  it('is filled from a code and rendered as one', async () => {
    const { bench } = await ready()
    const text = payload({ method: 'PIX_DICT', pixKey: 'pix@example.com', amount: '1050' })
    const code = bench.payload.renderBrCode('simulator', text) ?? ''
    expect(bench.payload.inspectBrCode(code)).toMatchObject({ centavos: 1050 })
    const empty = payload({ method: 'PIX_DICT', amount: '1' })
    const filled = bench.payload.fillFromBrCode('simulator', empty, code)
    expect(JSON.parse(filled.text)).toMatchObject({ pixKey: 'pix@example.com', amount: '1050' })
    expect(filled.paths).toEqual([['pixKey'], ['amount']])
    // In the words that the payload is written in, whatever the environment speaks.
    const other = JSON.stringify({ institutionId: 'b', clientRequestId: 'c', initType: 'PIX_DICT' })
    const inOther = bench.payload.fillFromBrCode('simulator', other, code)
    expect(JSON.parse(inOther.text)).toMatchObject({ proxy: 'pix@example.com', amount: '10.50' })
    expect(bench.payload.renderBrCode('simulator', inOther.text)).toBe(code)
  })
})

describe('a matrix send', () => {
  it('sends one after the other, tells each row, and can be ended', async () => {
    const { bench, seen } = await ready()
    const run = bench.matrix.start({
      environmentId: 'simulator',
      text: payload(),
      participantName: '',
      path: ['amount'],
      values: ['4800', 'x', '100'],
      perMinute: 6_000,
      negative: false,
    })
    expect(run.rows.map(({ value }) => value)).toEqual(['4800', 'x', '100'])
    const done = await seen('matrix', ({ state }) => state === 'done')
    expect(done.rows.map(({ state }) => state)).toEqual(['sent', 'failed', 'sent'])
    expect(done.rows[1]?.error?.code).toBe('payload-invalid')
    const amounts = bench.payments.list({ limit: 10 }).map(({ amountCentavos }) => amountCentavos)
    expect(amounts.sort((a, b) => a - b)).toEqual([100, 4800])
  })

  it('over banks records each with its own name, and none with another’s', async () => {
    const { bench, seen, participants } = await ready()
    const [first, second] = participants
    const stranger = '00000000-0000-4000-8000-000000000001'
    bench.matrix.start({
      environmentId: 'simulator',
      text: payload(),
      participantName: first?.name ?? '',
      path: ['participantId'],
      values: [first?.id ?? '', second?.id ?? '', stranger],
      perMinute: 6_000,
      negative: false,
    })
    const done = await seen('matrix', ({ state }) => state === 'done')
    const names = bench.payments
      .list({ limit: 10 })
      .map(({ participantId, participantName }) => [participantId, participantName])
    expect(Object.fromEntries(names)).toEqual({
      [first?.id ?? '']: first?.name,
      [second?.id ?? '']: second?.name,
      [stranger]: '',
    })
    expect(done.rows).toHaveLength(3)
  })

  it('sends nothing more once it is canceled', async () => {
    const { bench, seen } = await ready()
    const { id } = bench.matrix.start({
      environmentId: 'simulator',
      text: payload(),
      participantName: '',
      path: ['user', 'name'],
      values: ['A', 'B', 'C'],
      perMinute: 1,
      negative: false,
    })
    await seen('matrix', ({ rows }) => rows[0]?.state === 'sent')
    const ended = bench.matrix.cancel(id)
    expect(ended.state).toBe('canceled')
    expect(ended.rows.map(({ state }) => state)).toEqual(['sent', 'canceled', 'canceled'])
    expect(bench.payments.list({ limit: 10 })).toHaveLength(1)
  })
})

describe('presets', () => {
  it('are files of a folder that is watched, and hold no secret', async () => {
    const { bench, folder, seen } = await openTestWorkbench()
    const save = { environmentId: 'simulator', name: 'Loja', text: payload() }
    const saved = await bench.presets.save(save)
    expect(readFileSync(join(folder, 'presets', 'Loja.json'), 'utf8')).toBe(payload())
    await expect(bench.presets.save(save)).rejects.toMatchObject({ code: 'preset-exists' })
    const copy = await bench.presets.duplicate('simulator', saved.id, 'Loja')
    expect(copy).toMatchObject({ name: 'Loja 2', text: payload() })
    const builtin = await bench.presets.duplicate('simulator', 'builtin:outcome:30006', 'Of: it')
    expect(builtin.name).toBe('Of - it')
    await bench.presets.remove(builtin.id)
    const changed = seen('presets')
    writeFileSync(join(folder, 'presets', 'other.json'), '{}')
    await changed
    const own = await bench.presets.list('simulator', 'LOJA')
    expect(own.filter(({ kind }) => kind === 'own').map(({ name }) => name)).toEqual([
      'Loja',
      'Loja 2',
    ])
    await bench.presets.remove(copy.id)
    expect(readdirSync(join(folder, 'presets')).sort()).toEqual(['Loja.json', 'other.json'])

    const token = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from('{"a":1}').toString('base64url')}.c2ln`
    const secret = { ...save, name: 'key', text: payload({ description: token }) }
    await expect(bench.presets.save(secret)).rejects.toMatchObject({ code: 'preset-secret' })
    const away = temporaryFolder()
    expect(await bench.presets.chooseFolder(away)).toEqual({ path: away, chosen: true })
    await expect(bench.presets.chooseFolder(join(away, 'no'))).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })
})

describe('the folder of presets', () => {
  it('is watched though it came later, and after another took its place', async () => {
    const { bench, folder, seen } = await openTestWorkbench()
    const path = join(folder, 'presets')
    await bench.presets.list('simulator')
    for (const name of ['first', 'second']) {
      rmSync(path, { recursive: true, force: true })
      mkdirSync(path)
      await bench.presets.list('simulator')
      const changed = seen('presets')
      writeFileSync(join(path, `${name}.json`), '{}')
      await changed
      const own = (await bench.presets.list('simulator')).filter(({ kind }) => kind === 'own')
      expect(own.map((preset) => preset.name)).toEqual([name])
    }
  })
})

describe('the return leg', () => {
  it('shows, keeps and checks what was appended, and serves nothing else', async () => {
    const { bench, seen } = await ready()
    const { url } = await bench.returns.open()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/return$/)
    const text = payload({ redirectURL: url })
    const { payment } = await bench.payments.send(
      'simulator',
      { text, participantName: '' },
      { watch: false },
    )
    const visited = seen('return')
    const answer = await fetch(`${url}?paymentId=${payment.paymentId}&code=top-secret`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Klavi Tester')
    expect(await visited).toMatchObject({
      localId: payment.localId,
      parameters: [
        ['paymentId', payment.paymentId],
        ['code', '[redacted]'],
      ],
    })
    await fetch(`${url}/fragment?${encodeURIComponent('error=access_denied')}`)
    expect(bench.returns.visits().map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      ['error'],
      ['secret'],
    ])
    expect((await fetch(url.replace('/return', '/other'))).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(405)
    await bench.returns.close()
    await expect(fetch(url)).rejects.toThrow()
    expect((await bench.returns.open()).url).toBe(url)
  })
})

describe('the return leg, whatever comes', () => {
  /** One request as raw bytes: fetch would mend these addresses. */
  const ask = async (port: number, target: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1')
    socket.end(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    return text.split('\r\n')[0] ?? ''
  }

  it.each(['//', '/return/fragment?%', '/return/fragment?%ff'])(
    'answers %j as a bad request and listens on',
    async (target) => {
      const { bench } = await ready()
      const { url } = await bench.returns.open()
      expect(await ask(Number(new URL(url).port), target)).toBe('HTTP/1.1 400 Bad Request')
      expect((await fetch(`${url}?id=1`)).status).toBe(200)
    },
  )

  it('takes another port where its own was taken', async () => {
    const { bench } = await ready()
    const { url } = await bench.returns.open()
    await bench.returns.close()
    const other = createServer()
    await new Promise<void>((done) => other.listen(Number(new URL(url).port), '127.0.0.1', done))
    const again = await bench.returns.open()
    expect(again.open).toBe(true)
    expect(again.url).not.toBe(url)
    expect((await fetch(`${again.url}?id=1`)).status).toBe(200)
    other.close()
  })

  it('notes a visit with a fragment once, and one with nothing when nothing comes', async () => {
    const { bench, seen } = await ready()
    const { url } = await bench.returns.open()
    await fetch(url)
    await fetch(`${url}/fragment?${encodeURIComponent('error=access_denied')}`)
    expect(bench.returns.visits().map(({ parameters }) => parameters)).toEqual([
      [['error', 'access_denied']],
    ])
    const nothing = seen('return', ({ parameters }) => parameters.length === 0)
    await fetch(url)
    expect((await nothing).findings).toMatchObject([{ code: 'nothing-appended' }])
    await fetch(url)
    await bench.returns.close()
    expect(bench.returns.visits()).toHaveLength(3)
  })
})

describe('banks', () => {
  it('are there from the copy on disk, and say what changed since', async () => {
    const folder = temporaryFolder()
    const first = await ready({ folder })
    const { participants } = first
    await first.close()
    const [gone, ...rest] = participants
    const files = join(folder, 'cache', 'participants')
    const [name] = readdirSync(files)
    const stored = JSON.parse(readFileSync(join(files, name ?? ''), 'utf8')) as object
    const stranger = { ...gone, id: 'bank-that-went', name: 'Gone' }
    const list = { ...stored, participants: [stranger, ...rest] }
    writeFileSync(join(files, name ?? ''), JSON.stringify(list))

    const second = await openTestWorkbench({ folder })
    const cached = second.bench.participants.cached('simulator')
    expect(cached).toMatchObject({ offline: true })
    expect(cached?.participants).toHaveLength(participants.length)
    const fresh = await second.bench.participants.fetch('simulator')
    expect(fresh.offline).toBeUndefined()
    expect(fresh.changes).toMatchObject({ added: [gone?.id], removed: [{ id: 'bank-that-went' }] })
  })

  it('of an address are not those of another that the environment comes to have', async () => {
    const folder = temporaryFolder()
    const bank = { id: 'b-1', name: 'Bank of before' }
    const participants = () => ({ status: 200, body: { data: [bank] } })
    const before = await klaviLike({ participants }, { tls: false })
    const after = await klaviLike({}, { tls: false })
    const first = await openTestWorkbench({ folder, keys: false })
    const { id } = await ownEnvironment(first.bench, before)
    await first.bench.participants.fetch(id)
    expect(first.bench.participants.cached(id)?.origin).toBe(before.environment.origin)
    await first.bench.environments.edit(id, draftAt(after))
    expect(first.bench.participants.cached(id)).toBeNull()
    await first.close()
    const second = await openTestWorkbench({ folder, keys: false })
    expect(second.bench.participants.cached(id)).toBeNull()
    await second.bench.environments.edit(id, draftAt(before))
    expect(second.bench.participants.cached(id)?.participants).toMatchObject([bank])
  })

  it('are asked for with the documented filters, without taking the place of the whole list', async () => {
    const { bench, participants } = await ready()
    const some = await bench.participants.fetch('simulator', undefined, { limit: 2 })
    expect(some.participants.length).toBeGreaterThan(0)
    expect(some.filters).toEqual({ limit: 2 })
    const asked = bench.exchanges.list({ limit: 10 }).find(({ step }) => step === 'participants')
    expect(asked?.url).toMatch(/\?limit=2$/)
    expect(bench.participants.cached('simulator')?.participants).toHaveLength(participants.length)
  })

  it('keep their marks', async () => {
    const { bench } = await openTestWorkbench()
    await bench.participants.favourite('simulator', 'b', true)
    await bench.participants.picked('simulator', 'a')
    await bench.participants.picked('simulator', 'b')
    expect(bench.participants.marks('simulator')).toEqual({
      favourites: ['b'],
      recents: ['b', 'a'],
    })
    expect((await bench.participants.favourite('simulator', 'b', false)).favourites).toEqual([])
  })

  it('have their logos from their own address, without a key, kept on disk', async () => {
    const { bench, folder, bank } = await ready()
    const logo = await bench.logos.get('simulator', bank?.id ?? '')
    expect(logo?.type).toMatch(/^image\//)
    const files = join(folder, 'cache', 'logos')
    expect(existsSync(files) && readdirSync(files)).toHaveLength(1)
    expect(bench.exchanges.list({ limit: 50 }).map(({ step }) => step)).not.toContain('logo')
    expect(await bench.logos.get('simulator', 'nobody')).toBeUndefined()
  })

  it('have no logo from an address that is not https', async () => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.end('<svg></svg>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const folder = temporaryFolder()
    const first = await ready({ folder })
    await first.close()
    const files = join(folder, 'cache', 'participants')
    const file = join(files, readdirSync(files)[0] ?? '')
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { participants: object[] }
    const bank = { id: 'plain', name: 'Plain', avatar: `http://127.0.0.1:${port}/x.svg`, raw: {} }
    writeFileSync(file, JSON.stringify({ ...stored, participants: [bank] }))
    const { bench } = await openTestWorkbench({ folder })
    expect(await bench.logos.get('simulator', 'plain')).toBeUndefined()
    expect(asked).toBe(0)
    server.close()
  })
})

describe('imageType', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF\0\0\0\0WEBP', 'image/webp'],
    ['<?xml version="1.0"?>\n<!-- x --><svg xmlns="x">', 'image/svg+xml'],
    ['<html><svg>', undefined],
    ['{"a":1}', undefined],
    ['', undefined],
  ])('tells by the first bytes: %j', (text, type) => {
    expect(imageType(Buffer.from(text, 'latin1'))).toBe(type)
  })
})
