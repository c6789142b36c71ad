import { describe, expect, it, onTestFinished } from 'vitest'
import { KlaviError } from '../../../../core/failure.ts'
import { openMemoryJournal } from '../../../../core/journal/journal.ts'
import { builtInEnvironments } from '../../../../core/klavi/environments.ts'
import type { Environment } from '../../../../core/model/environment.ts'
import { crc16 } from '../../../../core/payments/br-code/crc16.ts'
import { assertMaySend, type SendRequest } from '../../../../core/use-cases/guard.ts'
import { createGuardDesk, idleMs } from '../../../../core/use-cases/guard-desk.ts'
import { fakeClock } from '../../../support/core/fake-clock.ts'

const [simulator, sandbox, production] = builtInEnvironments as [
  Environment,
  Environment,
  Environment,
]
const risky: Environment = {
  id: 'partner-b-1',
  kind: 'custom',
  name: 'Partner B',
  origin: 'https://bank.example',
  prefix: '',
  dialect: 'g1',
  risky: true,
}
const disguised: Environment = {
  ...risky,
  id: 'd-1',
  name: 'Test',
  origin: 'https://api.klavi.ai:443',
}
delete disguised.risky

function setUp({ journalFails = false } = {}) {
  const clock = fakeClock()
  const journal = openMemoryJournal('test')
  onTestFinished(() => journal.close())
  const changed: string[] = []
  const guard = createGuardDesk({
    clock,
    journal,
    changed: (id) => changed.push(id),
    record(work) {
      if (journalFails) throw new KlaviError('journal-unavailable', { reason: 'full' })
      work()
    },
  })
  const passed = (daysAgo: number, kind: Environment['kind'] = 'sandbox'): void =>
    journal.readiness.record({
      reportId: `r-${daysAgo}-${kind}`,
      environmentId: kind,
      environmentKind: kind,
      origin: sandbox.origin,
      at: new Date(clock.now() - daysAgo * 86_400_000).toISOString(),
      verdict: 'passed',
    })
  const codeOf = (environment: Environment, request: SendRequest): string => {
    try {
      assertMaySend({ guard }, environment, request)
      return 'sent'
    } catch (thrown) {
      return (thrown as KlaviError).code
    }
  }
  const log = () => journal.guardEvents.list({ limit: 20 }).map(({ kind }) => kind)
  return { clock, journal, guard, changed, passed, codeOf, log }
}

const money = (typedAmount?: string, body = '{"amount":"4800"}'): SendRequest => ({
  body,
  ...(typedAmount !== undefined && { confirmation: { typedAmount } }),
})
/** What is known to pay nothing, e.g. a cancellation. */
const free: SendRequest = { movesNoMoney: true }

describe.each([production, risky, disguised])('$name', (environment) => {
  it('is locked at the start, for money and everything else', () => {
    const { guard, codeOf, passed } = setUp()
    passed(1)
    expect(guard.state(environment)).toMatchObject({ locked: true })
    expect(codeOf(environment, money('48,00'))).toBe('production-locked')
    expect(codeOf(environment, free)).toBe('production-locked')
  })

  it.each(['', 'prod', 'Sandbox', `${environment.name}!`])('is not unlocked by %j', (typed) => {
    const { guard, codeOf } = setUp()
    expect(() => guard.unlock(environment, typed)).toThrow(
      expect.objectContaining({ code: 'guard-name' }),
    )
    expect(codeOf(environment, free)).toBe('production-locked')
  })

  it('is unlocked by its name, in any case', () => {
    const { guard, codeOf, log } = setUp()
    guard.unlock(environment, ` ${environment.name.toUpperCase()} `)
    expect(codeOf(environment, free)).toBe('sent')
    expect(log()).toEqual(['unlocked'])
  })

  it('wants a report for money, and then the amount', () => {
    const { guard, codeOf, passed } = setUp()
    guard.unlock(environment, environment.name)
    expect(codeOf(environment, money('48,00'))).toBe('readiness-missing')
    passed(1)
    expect(codeOf(environment, money())).toBe('confirmation-missing')
    expect(codeOf(environment, money(' '))).toBe('confirmation-missing')
    for (const typed of ['4800', '48,01', '4.800', '480,0', '-48,00', 'R$', '48 00']) {
      expect(codeOf(environment, money(typed))).toBe('confirmation-differs')
    }
    for (const typed of ['48,00', 'R$ 48,00', '48', '48.00']) {
      expect(codeOf(environment, money(typed))).toBe('sent')
    }
  })
})

it('asks nothing in environments that are not guarded', () => {
  const { guard, codeOf } = setUp()
  for (const environment of [simulator, sandbox]) {
    expect(guard.state(environment)).toBeUndefined()
    expect(codeOf(environment, money())).toBe('sent')
  }
})

describe('an unlocked environment', () => {
  it('locks after fifteen minutes without input, and says so', async () => {
    const { clock, guard, codeOf, log, changed } = setUp()
    guard.unlock(production, 'production')
    await clock.advance(idleMs - 1)
    expect(guard.state(production)).toMatchObject({ locked: false })
    await clock.advance(1)
    expect(guard.state(production)).toMatchObject({ locked: true })
    expect(codeOf(production, free)).toBe('production-locked')
    expect(log()).toEqual(['auto-locked', 'unlocked'])
    expect(changed).toEqual(['production', 'production'])
  })

  it('stays so as long as somebody is there', async () => {
    const { clock, guard } = setUp()
    guard.unlock(production, 'production')
    for (let minutes = 0; minutes < 60; minutes += 10) {
      await clock.advance(10 * 60_000)
      guard.active()
    }
    expect(guard.state(production)).toMatchObject({ locked: false })
    await clock.advance(idleMs)
    expect(guard.state(production)).toMatchObject({ locked: true })
  })

  it('is locked when the computer slept through its time, whatever its timers say', () => {
    const { clock, guard, codeOf } = setUp()
    guard.unlock(production, 'production')
    clock.setBack(-idleMs)
    guard.active()
    expect(codeOf(production, free)).toBe('production-locked')
  })

  it('is locked for the first who asks after such a sleep, before anybody touched anything', () => {
    const { clock, guard, codeOf, log } = setUp()
    guard.unlock(production, 'production')
    clock.setBack(-idleMs)
    expect(codeOf(production, free)).toBe('production-locked')
    expect(log()).toEqual(['auto-locked', 'unlocked'])
  })

  it('gains nothing by a clock that is set back', async () => {
    const { clock, guard } = setUp()
    guard.unlock(production, 'production')
    clock.setBack(3_600_000)
    await clock.advance(idleMs)
    expect(guard.state(production)).toMatchObject({ locked: true })
  })

  it('is locked again at once by hand, alone or with all others', () => {
    const { guard } = setUp()
    guard.unlock(production, 'production')
    guard.unlock(risky, 'partner b')
    guard.lock('production')
    expect(guard.state(production)).toMatchObject({ locked: true })
    expect(guard.state(risky)).toMatchObject({ locked: false })
    guard.lock()
    expect(guard.state(risky)).toMatchObject({ locked: true })
  })

  it('was not unlocked where that could not be written down', () => {
    const { guard, codeOf } = setUp({ journalFails: true })
    expect(() => guard.unlock(production, 'production')).toThrow(KlaviError)
    expect(codeOf(production, free)).toBe('production-locked')
  })
})

describe('the readiness gate', () => {
  it.each([
    [30, 'sandbox', 'sent'],
    [31, 'sandbox', 'readiness-missing'],
    [-1, 'sandbox', 'readiness-missing'],
    [1, 'simulator', 'readiness-missing'],
    [1, 'custom', 'readiness-missing'],
  ] as const)('a report %i days old of a %s: %s', (days, kind, outcome) => {
    const { guard, codeOf, passed } = setUp()
    passed(days, kind)
    guard.unlock(production, 'production')
    expect(codeOf(production, money('48,00'))).toBe(outcome)
  })

  it('tells the age of the run that counts, and of a newer one in the sandbox that did not pass', () => {
    const { clock, guard, journal, passed } = setUp()
    expect(guard.state(production)?.readiness).toEqual({ state: 'missing' })
    passed(12)
    const failed = { environmentId: 'x', origin: sandbox.origin, verdict: 'failed' as const }
    const at = new Date(clock.now() - 86_400_000).toISOString()
    const now = new Date(clock.now()).toISOString()
    journal.readiness.record({ ...failed, reportId: 'f', environmentKind: 'sandbox', at })
    journal.readiness.record({ ...failed, reportId: 's', environmentKind: 'simulator', at: now })
    expect(guard.state(production)?.readiness).toMatchObject({
      state: 'passed',
      ageDays: 12,
      latest: { at, verdict: 'failed' },
    })
  })

  it('can be left aside with a reason that is written down, until it locks', () => {
    const { guard, codeOf, log, journal } = setUp()
    expect(() => guard.override(production, 'a reason long enough')).toThrow(
      expect.objectContaining({ code: 'production-locked' }),
    )
    guard.unlock(production, 'production')
    expect(() => guard.override(production, ' too short ')).toThrow(
      expect.objectContaining({ code: 'override-reason' }),
    )
    expect(codeOf(production, money('48,00'))).toBe('readiness-missing')
    guard.override(production, 'agreed with Ana by phone')
    expect(codeOf(production, money('48,00'))).toBe('sent')
    expect(log()).toEqual(['override', 'unlocked'])
    expect(journal.guardEvents.list({ limit: 1 })[0]).toMatchObject({
      reason: 'agreed with Ana by phone',
      environmentName: 'Production',
    })
    guard.lock()
    guard.unlock(production, 'production')
    expect(codeOf(production, money('48,00'))).toBe('readiness-missing')
  })
})

const withCrc = (code: string): string => code + crc16(code)
const head = '00020126330014br.gov.bcb.pix0111'
const tail = '5802BR5913Fulano de Tal6008BRASILIA62070503***6304'
/** Static codes: one names R$ 12,34, the other leaves the amount to who pays. */
const paidCode = withCrc(`${head}52998224725520400005303986540512.34${tail}`)
const openCode = withCrc(`${head}52998224725520400005303986${tail}`)

describe('a body in a guarded environment', () => {
  const ready = () => {
    const scene = setUp()
    scene.passed(1)
    scene.guard.unlock(production, 'production')
    return scene
  }

  it.each([
    '{"user":{"taxId":"12345678901"}}',
    '{"user":{"taxId":"123.456.789-01"}}',
    '{"businessEntity":{"taxId":"11222333000180"}}',
    '{"customer":{"identifier":"12345678901"}}',
    '{"pixKey":"12345678901"}',
  ])('with failing check digits is refused: %s', (body) => {
    expect(ready().codeOf(production, money('48,00', body))).toBe('payload-invalid')
  })

  it.each([
    '{"amount":"4800","user":{"taxId":"52998224725"},"businessEntity":{"taxId":"11222333000181"}}',
    '{"amount":"4800","pixKey":"ana@example.com","externalId":"12345678901"}',
  ])('without is not: %s', (body) => {
    expect(ready().codeOf(production, money('48,00', body))).toBe('sent')
  })

  it('that names an amount is money, whatever the caller says', () => {
    const { codeOf } = ready()
    const typed = (typedAmount: string) => ({ confirmation: { typedAmount } })
    expect(codeOf(production, { ...free, body: '{"cancelledBy":"x"}' })).toBe('sent')
    expect(codeOf(production, { ...free, body: '{"amount":"4800"}' })).toBe('confirmation-missing')
    expect(codeOf(production, { body: '{"amount":"4800"}', ...typed('48,00') })).toBe('sent')
    for (const guess of ['48,00', '0,00', '0']) {
      expect(codeOf(production, { body: '{"amount":"48.x"}', ...typed(guess) })).toBe(
        'confirmation-differs',
      )
    }
    expect(codeOf(production, { body: '{"deep":{"amount":"1"}}', ...typed('0,01') })).toBe(
      'confirmation-differs',
    )
  })

  it('without an amount goes only where it is known to pay nothing', () => {
    const { guard, codeOf, passed } = setUp()
    guard.unlock(production, 'production')
    const bodies = [
      '{"cancelledBy":"x"}',
      '{"qrCode":"no code"}',
      `{"qrCode":"${openCode}"}`,
      'no JSON',
      '',
    ]
    for (const body of bodies) {
      expect(codeOf(production, money('0,01', body))).toBe('readiness-missing')
    }
    passed(1)
    for (const body of bodies) {
      for (const typed of [undefined, '', '0,00', '0,01']) {
        expect(codeOf(production, money(typed, body))).toBe('amount-unreadable')
      }
    }
  })

  it('that carries its amount in a QR code is confirmed by that', () => {
    const { codeOf } = ready()
    for (const name of ['qrCode', 'QRCODE', 'qr\\u0043ode']) {
      const body = `{"method":"PIX_QRCODE","${name}":"${paidCode}"}`
      expect(codeOf(production, money(undefined, body))).toBe('confirmation-missing')
      expect(codeOf(production, money('12,35', body))).toBe('confirmation-differs')
      expect(codeOf(production, money('12,34', body))).toBe('sent')
      const same = `{"amount":"1234",${body.slice(1)}`
      expect(codeOf(production, money('12,34', same))).toBe('sent')
      const other = `{"amount":"4800",${body.slice(1)}`
      expect(codeOf(production, money('48,00', other))).toBe('payload-invalid')
    }
    const open = `{"amount":"4800","qrCode":"${openCode}"}`
    expect(codeOf(production, money('48,00', open))).toBe('sent')
  })

  it.each([
    '{"amount":"4800","amount":"9900"}',
    '{"amount":"9900","amount":"4800"}',
    '{"amount":"4800","\\u0061mount":"9900"}',
    '{"Amount":"9900","amount":"4800"}',
    '{"amount":"4800","user":{"taxId":"12345678901","taxId":"52998224725"}}',
    '{"list":[{"a":1,"a":2}]}',
    `{"amount":"9900","amount":"4800","x":${'['.repeat(200)}${']'.repeat(200)}}`,
  ])('in which one name stands twice is refused, for money and by hand: %s', (body) => {
    const { codeOf } = ready()
    expect(codeOf(production, money('48,00', body))).toBe('payload-invalid')
    const byHand = { body, confirmation: { typedAmount: '48,00' } }
    expect(codeOf(production, byHand)).toBe('payload-invalid')
    expect(codeOf(sandbox, byHand)).toBe('sent')
  })

  it('hides no amount behind an escape or a capital', () => {
    const { codeOf } = ready()
    for (const body of ['{"deep":{"\\u0061mount":"1"}}', '{"Amount":"4800"}']) {
      expect(codeOf(production, { body })).toBe('confirmation-missing')
    }
  })
})
