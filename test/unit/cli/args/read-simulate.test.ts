import { describe, expect, it } from 'vitest'
import { readCommand } from '../../../../cli/args/read-command.ts'
import { readTokens } from '../../../../cli/args/read-tokens.ts'

const read = (line: string) =>
  readCommand(readTokens(['simulate', ...line.split(' ').filter(Boolean)]))

describe('simulate', () => {
  it('is HTTPS in dialect g1 unless told otherwise', () => {
    expect(read('')).toEqual({ verb: 'simulate', tls: true, dialect: 'g1' })
    expect(read('--env simulator --profile p')).toEqual({
      verb: 'simulate',
      env: 'simulator',
      profile: 'p',
      tls: true,
      dialect: 'g1',
    })
  })

  it('reads every option of its own', () => {
    expect(
      read('--port 8443 --no-tls --dialect g3 --step-ms 20 --recipe Bad-Line --seed 0'),
    ).toEqual({
      verb: 'simulate',
      port: 8443,
      tls: false,
      dialect: 'g3',
      stepMs: 20,
      recipe: 'bad-line',
      seed: 0,
    })
  })

  it('takes the last of --tls and --no-tls', () => {
    expect(read('--no-tls --tls')).toMatchObject({ tls: true })
    expect(read('--tls --no-tls')).toMatchObject({ tls: false })
  })
})
