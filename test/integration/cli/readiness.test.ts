import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleReport } from '../../unit/core/readiness/sample-report.ts'
import { makePlace, payload, type Place } from './place.ts'
import { startCli } from './run-cli.ts'

let place: Place
beforeEach(() => (place = makePlace()))
afterEach(() => place.remove())

const cli = (...args: string[]) => startCli([...args, '--profile', place.profile])

describe('readiness', () => {
  it('passes on the simulator, prints the hash of its manifest, and finds a later change', async () => {
    const folder = join(place.folder, 'report')
    const run = cli('readiness', '--report', folder, '--json')
    expect(await run.ended).toBe(0)
    const checks = run.lines().filter(({ type }) => type === 'check')
    expect(checks.length).toBeGreaterThan(40)
    expect(checks.filter(({ verdict }) => verdict !== 'passed')).toEqual([])
    const manifest = readFileSync(join(folder, 'MANIFEST.sha256'))
    const hash = createHash('sha256').update(manifest).digest('hex')
    expect(run.stderr()).toContain(hash)
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain(hash)

    expect(await startCli(['report', 'verify', folder, hash]).ended).toBe(0)
    expect(await startCli(['report', 'compare', folder, folder]).ended).toBe(0)
    appendFileSync(join(folder, 'report.json'), ' ')
    const verify = startCli(['report', 'verify', folder])
    expect(await verify.ended).toBe(1)
    expect(verify.stdout()).toContain('report.json')
  })

  it('begins no run whose report could not be written', async () => {
    const run = cli('readiness', '--report', place.file('taken', ''), '--json')
    expect(await run.ended).not.toBe(0)
    expect(run.lines().map(({ type }) => type)).toEqual(['error'])
    expect(run.lines()[0]).toMatchObject({ code: 'report-folder' })
  })

  it('ends with 130 when it is interrupted', async () => {
    const run = cli('readiness')
    await run.until('auth-good')
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(130)
  })

  it('leaves a simulator behind that goes on by itself, also when it was killed', async () => {
    const run = cli('readiness', '--json')
    await run.until('"id":"happy-path"')
    run.child.kill('SIGKILL')
    expect(await run.ended).toBe('SIGKILL')
    const demo = cli('pay', place.file('p.json', JSON.stringify(payload)), '--watch')
    expect(await demo.ended).toBe(0)
  })

  it('tells programs what became better and worse, which drift came and went, and that nothing did', async () => {
    const verdicts = { 'auth-good': 'failed', 'auth-wrong-secret': 'passed' } as const
    const [finding] = sampleReport.drift
    const changed = {
      ...sampleReport,
      checks: sampleReport.checks.map((check) => ({
        ...check,
        verdict: verdicts[check.id as keyof typeof verdicts] ?? check.verdict,
      })),
      drift: [{ ...finding, path: '$.new' }],
    }
    const before = place.file('before.json', JSON.stringify(sampleReport))
    const after = place.file('after.json', JSON.stringify(changed))
    const run = startCli(['report', 'compare', before, after, '--json'])
    expect(await run.ended).toBe(1)
    expect(run.lines()).toEqual([
      expect.objectContaining({ type: 'check', id: 'auth-good', change: 'worse' }),
      expect.objectContaining({ type: 'check', id: 'auth-wrong-secret', change: 'better' }),
      expect.objectContaining({ type: 'drift', change: 'appeared', path: '$.new' }),
      ...sampleReport.drift.map(({ path }) =>
        expect.objectContaining({ type: 'drift', change: 'gone', path }),
      ),
      {
        type: 'comparison',
        ...{ better: 1, worse: 1, other: 0 },
        ...{ driftAppeared: 1, driftGone: sampleReport.drift.length },
      },
    ])

    const equal = startCli(['report', 'compare', before, before, '--json'])
    expect(await equal.ended).toBe(0)
    expect(equal.lines()).toEqual([
      { type: 'comparison', better: 0, worse: 0, other: 0, driftAppeared: 0, driftGone: 0 },
    ])
  })

  it('refuses what is no report with 2', async () => {
    expect(await startCli(['report', 'verify', place.folder]).ended).toBe(2)
    expect(await startCli(['report', 'compare', place.folder, place.folder]).ended).toBe(2)
    expect(await startCli(['report']).ended).toBe(2)
  })
})

const happy = 'name: Happy\nenvironment: simulator\n'
const wrong = 'name: Wrong\nenvironment: simulator\nexpect: { status: PAYMENT_REJECTED }\n'

describe('run', () => {
  it('passes and fails by what is expected, with Windows line ends and without a terminal', async () => {
    const file = place.file('two.yaml', `${happy}---\n${wrong}`.replaceAll('\n', '\r\n'))
    const run = cli('run', file, '--json', '--interval', '0.02')
    expect(await run.ended).toBe(1)
    const checks = run.lines().filter(({ type }) => type === 'check')
    expect(new Map(checks.map(({ id, verdict }) => [id, verdict]))).toEqual(
      new Map([
        ['Happy', 'passed'],
        ['Wrong', 'failed'],
      ]),
    )
    expect(run.lines().at(-1)?.type).toBe('outcome')
  })

  it('reads standard input', async () => {
    const run = startCli(['run', '-', '--profile', place.profile, '--interval', '0.02'], {
      input: happy,
    })
    expect(await run.ended).toBe(0)
    expect(run.stdout()).toContain('1 passed, 0 failed')
  })

  it('says what to do, of a missing file and of a scenario that could not be sent', async () => {
    const missing = cli('run', join(place.folder, 'nowhere.yaml'), '--json')
    expect(await missing.ended).toBe(2)
    expect(missing.lines()[0]).toMatchObject({
      type: 'error',
      hint: expect.stringContaining('name of a scenario of the profile') as string,
    })
    const run = cli('run', place.file('preset.yaml', `${happy}preset: none\n`), '--json')
    expect(await run.ended).toBe(2)
    expect(run.lines().find(({ type }) => type === 'check')).toMatchObject({
      code: 'preset-unknown',
      hint: expect.stringMatching(/./) as string,
    })
  })

  it.each([
    ['an address', 'name: a\nenvironment: https://evil.example\n'],
    ['an unknown field', `${happy}command: rm\n`],
  ])('sends nothing for %s, exit 2', async (_what, text) => {
    const run = cli('run', place.file('bad.yaml', text), '--json')
    expect(await run.ended).toBe(2)
    expect(run.lines().filter(({ type }) => type === 'exchange')).toEqual([])
  })
})

it.each(['bash', 'zsh'])('completes for %s', async (shell) => {
  const run = startCli(['completion', shell])
  expect(await run.ended).toBe(0)
  expect(run.stdout()).toContain('readiness')
  expect(run.stdout()).toContain('--report')
})
