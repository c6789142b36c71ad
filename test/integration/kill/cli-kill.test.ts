import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openJournal } from '../../../core/journal/journal.ts'
import { seededFractions } from '../../support/core/seeded-random.ts'
import { payload } from '../cli/place.ts'
import { runCli, startCli, type CliRun, type JsonLine } from '../cli/run-cli.ts'
import { json } from '../cli/scripted-server.ts'
import { place, server, useScriptedPlace } from '../cli/scripted-place.ts'

const long = process.env['KLAVI_TESTER_LONG'] !== undefined
const rounds = long ? 80 : 8
const seed = Number(process.env['KLAVI_TESTER_SEED'] ?? 20261122)
const env = { KLAVI_ACCESS_KEY: 'access-key-of-the-test', KLAVI_SECRET_KEY: 'secret-of-the-test' }

useScriptedPlace()

const sent = (): string[] =>
  server.requests
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/payments'))
    .map(({ body }) => (JSON.parse(body) as { externalId: string }).externalId)

/** What the killed program had printed; its last line may be torn. */
function printed(run: CliRun): JsonLine[] {
  return run
    .stdout()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JsonLine)
}

function expectWritten(lines: JsonLine[]): void {
  const { journal, setAsideAs } = openJournal(place.profile, 'reader', Date.now())
  try {
    expect(setAsideAs).toBeUndefined()
    for (const externalId of sent()) {
      expect(journal.payments.find(externalId), `${externalId} left and is written`).toBeDefined()
    }
    for (const line of lines) {
      if (line.type === 'exchange') {
        expect(journal.exchanges.get(String(line['id']))).toBeDefined()
      } else if (line.type === 'payment' || line.type === 'observation') {
        const id = String(line['paymentId'] ?? line['externalId'])
        const payment = journal.payments.find(id)
        expect(payment, `${line.type} of ${id} was shown and is written`).toBeDefined()
        const last = journal.observations.last(payment?.localId ?? '')
        if (line.type === 'observation') {
          expect(last?.seq).toBeGreaterThanOrEqual(Number(line['seq']))
        }
      }
    }
  } finally {
    journal.close()
  }
}

it(
  `the command line loses nothing in ${rounds} kills at any moment, and sends nothing twice`,
  async () => {
    const fraction = seededFractions(seed)
    const custom = ['--env', 'custom', '--origin', server.origin, '--profile', place.profile]
    const file = place.file('payment.json', JSON.stringify(payload))
    const args = ['pay', file, ...custom, '--json', '--watch', '--interval', '0.02']
    // The first opening makes the journal; afterwards the rounds are about payments.
    const moments = ['start', 'post', '"type":"exchange"', '"type":"observation"'] as const
    for (let round = 0; round < rounds; round += 1) {
      const moment = moments[round % moments.length] ?? 'start'
      const run = startCli(args, { env })
      if (moment === 'post') {
        // Klavi has taken it, and whoever sent it does not live to hear so.
        server.on('create', (response, request) => {
          run.child.kill('SIGKILL')
          json(201, { id: `lost-${round}-0000-4000`, status: 'STARTED' })(response, request)
        })
      } else {
        server.on('create', (response, request) => {
          json(201, { id: `kept-${round}-0000-4000`, status: 'STARTED' })(response, request)
        })
        // A program that was quicker than its end is none that could have lost anything.
        if (moment !== 'start') await run.until(moment).catch(() => {})
        // The moment of the kill is the one thing here that is measured in time.
        await setTimeout(fraction() * (moment === 'start' ? 700 : 120))
        run.child.kill('SIGKILL')
      }
      await run.ended
      expectWritten(printed(run))
      expect(new Set(sent()).size).toBe(sent().length)
    }

    const before = sent()
    expect(before.length).toBeGreaterThan(0)
    const { lines } = await runCli(
      ['history', '--profile', place.profile, '--json', '--limit', '1000'],
      { env },
    )
    const left = lines.filter(({ type }) => type === 'payment')
    expect(left.map(({ externalId }) => externalId)).toEqual(expect.arrayContaining(before))
    expect(left.map(({ state }) => state)).not.toContain('intent')
    const going = left
      .filter(({ state }) => state === 'accepted')
      .map((it) => String(it['paymentId']))
    if (going.length > 0) {
      const { code } = await runCli(
        ['watch', ...going, ...custom, '--json', '--interval', '0.02'],
        { env },
      )
      expect(code).toBe(0)
    }
    expect(sent()).toEqual(before)
  },
  long ? 600_000 : 90_000,
)
