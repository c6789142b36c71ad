import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePlace, type Place } from './place.ts'
import { runCli, shell, startCli } from './run-cli.ts'

let place: Place
beforeEach(() => (place = makePlace()))
afterEach(() => place.remove())

const happy = 'name: Happy\nenvironment: simulator\n'
/** More payments than a pipe's buffer and one reader's line. */
const many = (): string =>
  place.file(
    'many.yaml',
    Array.from({ length: 6 }, (_, at) => `name: Number ${at}\nenvironment: simulator\n`).join(
      '---\n',
    ),
  )

describe.runIf(process.platform !== 'win32')('a reader that goes away', () => {
  it('ends run quietly', async () => {
    const { err, out } = await shell(
      '"$0" "$1" run "$2" --profile "$3" --interval 0.02 --json --quiet | head -1',
      many(),
      place.profile,
    )
    expect(err).toBe('')
    expect(out.trim().split('\n')).toHaveLength(1)
  })

  it('ends readiness quietly', async () => {
    const { err, out } = await shell(
      '"$0" "$1" readiness --profile "$2" --json --quiet | head -1',
      place.profile,
    )
    expect(err).toBe('')
    expect(out.trim().split('\n')).toHaveLength(1)
  })

  it.each(['completion bash', 'report --help'])('ends %s quietly', async (words) => {
    const { err } = await shell(`"$0" "$1" ${words} | true`)
    expect(err).toBe('')
  })
})

describe.runIf(process.platform !== 'win32')('standard input closed', () => {
  it('is no obstacle to run, readiness, report and completion', async () => {
    const [profile, folder] = [place.profile, join(place.folder, 'report')]
    const run = await shell(
      'exec "$0" "$1" run "$2" --profile "$3" --interval 0.02 <&-',
      place.file('one.yaml', happy),
      profile,
    )
    expect(run).toMatchObject({ code: 0 })
    const suite = await shell(
      'exec "$0" "$1" readiness --report "$2" --profile "$3" <&-',
      folder,
      profile,
    )
    expect(suite).toMatchObject({ code: 0 })
    expect(await shell('exec "$0" "$1" report verify "$2" <&-', folder)).toMatchObject({ code: 0 })
    expect(await shell('exec "$0" "$1" completion zsh <&-')).toMatchObject({ code: 0, err: '' })
  })

  it('is an empty scenario for “-”, exit 2', async () => {
    const { code } = await shell('exec "$0" "$1" run - --profile "$2" <&-', place.profile)
    expect(code).toBe(2)
  })
})

it('ends run with 130 when it is interrupted', async () => {
  const file = place.file('slow.yaml', happy)
  const run = startCli(['run', file, '--json', '--profile', place.profile, '--interval', '1'], {
    env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '60000' },
  })
  await run.until('"type":"observation"')
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(130)
})

it('colours nothing and moves no cursor where there is no terminal', async () => {
  const run = await runCli([
    'run',
    place.file('one.yaml', happy),
    '--profile',
    place.profile,
    '--interval',
    '0.02',
  ])
  expect(run.code).toBe(0)
  // eslint-disable-next-line no-control-regex -- an escape is what is looked for
  expect(run.stdout + run.stderr).not.toMatch(/\u001B|\r/)
})
