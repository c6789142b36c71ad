import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectShapes } from './ndjson-shape.ts'
import { makePlace, type Place } from './place.ts'
import { otherNode, runCli, startCli } from './run-cli.ts'

let place: Place
beforeEach(() => (place = makePlace()))
afterEach(() => place.remove())

/** The demo's throw-away profiles go to the temporary folder, which is ours here. */
const inPlace = () => ({ env: { TMPDIR: place.folder, HOME: place.folder } })
const left = (): string[] => readdirSync(place.folder)

describe('klavi-tester demo', () => {
  it('pays over HTTPS to the end and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await runCli(['demo', '--step-ms', '40'], inPlace())
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toMatch(/https:\/\/127\.0\.0\.1:\d+/)
    expect(stdout).toMatch(/POST {2}201 .* \/payment\/customer\/v1\/auth/)
    expect(stdout).toMatch(/GET {3}200 .* PAYMENT_COMPLETED +4800 = R\$ 48,00/)
    expect(stdout).toMatch(/\n\nCompleted: R\$ 48,00 from Mock Bank in [\d.]+ s\.\n/)
    expect(stdout).not.toContain('\u001b[')
    expect(left()).toEqual([])
  })

  const node = otherNode()
  it.runIf(node !== undefined)('runs under the other Node of this machine', async () => {
    const options = { ...inPlace(), ...(node !== undefined && { node }) }
    const { code, stdout } = await runCli(['demo', '--step-ms', '40'], options)
    expect(stdout).toContain('PAYMENT_COMPLETED')
    expect(code).toBe(0)
  })

  it.each(['300.06', '300,06'])(
    'takes --amount %s for R$ 300.06 and says why it is rejected',
    async (amount) => {
      const args = ['demo', '--step-ms', '40', '--amount', amount]
      const { code, stdout } = await runCli(args, inPlace())
      expect(code).toBe(1)
      expect(stdout).toContain('30006 = R$ 300,06')
      expect(stdout).toContain('The payer’s account has not enough money.')
      expect(stdout).toContain('SALDO_INSUFICIENTE')
    },
  )

  it('speaks Portuguese', async () => {
    const args = ['demo', '--step-ms', '40', '--amount', '300,06', '--lang', 'pt-BR']
    const { code, stdout } = await runCli(args, inPlace())
    expect(code).toBe(1)
    expect(stdout).toMatch(/^Rejeitado: .*saldo/m)
  })

  it('writes NDJSON that ends with the outcome', async () => {
    const { code, lines } = await runCli(['demo', '--step-ms', '40', '--json'], inPlace())
    expect(code).toBe(0)
    expectShapes(lines)
    expect(lines.at(-1)).toMatchObject({ type: 'outcome', outcome: 'completed' })
    const paths = lines
      .filter(({ type }) => type === 'exchange')
      .map(({ url }) => new URL(String(url)).pathname)
    expect(paths.slice(0, 3)).toEqual([
      '/payment/customer/v1/auth',
      '/payment/customer/v1/participants',
      '/payment/customer/v1/payments',
    ])
    const statuses = lines.filter(({ type }) => type === 'observation').map(({ status }) => status)
    expect(statuses.at(-1)).toBe('PAYMENT_COMPLETED')
  })

  it('refuses a malformed amount before anything is started', async () => {
    const { code, stdout, stderr } = await runCli(['demo', '--amount', '12,345'], inPlace())
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('12,345')
    expect(left()).toEqual([])
  })

  it('ends at once on Ctrl-C and leaves nothing behind', async () => {
    const run = startCli(['demo', '--step-ms', '60000'], inPlace())
    await run.until('ENQUEUED')
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(130)
    expect(left()).toEqual([])
  })

  it('ignores keys of the environment', async () => {
    const { env } = inPlace()
    const keys = { KLAVI_ACCESS_KEY: 'somebody-elses', KLAVI_SECRET_KEY: 'secret' }
    const { code } = await runCli(['demo', '--step-ms', '20'], { env: { ...env, ...keys } })
    expect(code).toBe(0)
  })
})
