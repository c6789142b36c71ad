import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePlace, type Place } from './place.ts'
import { runCli } from './run-cli.ts'

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

let place: Place
beforeEach(() => (place = makePlace()))
afterEach(() => place.remove())

/** The script as `completion` prints it, in a file. */
async function scriptFor(shell: string): Promise<string> {
  const { code, stdout, stderr } = await runCli(['completion', shell])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return place.file(`completion.${shell}`, stdout)
}

/** What bash itself is offered for a line; its last word is the one being typed. */
function offered(script: string, words: readonly string[]): string[] {
  const line = `source "$0"; COMP_WORDS=(klavi-tester "$@"); COMP_CWORD=$#
    _klavi_tester; printf '%s\\n' "\${COMPREPLY[@]}"`
  const run = spawnSync('bash', ['--norc', '-c', line, script, ...words], {
    cwd: place.folder,
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
  return run.stdout.split('\n').filter(Boolean)
}

describe.runIf(has('bash'))('completion in a real bash', () => {
  it.each<[string[], string[]]>([
    [['rea'], ['readiness']],
    [['readiness', '--rep'], ['--report']],
    [
      ['report', ''],
      ['verify', 'compare'],
    ],
    [
      ['env', ''],
      ['export', 'import'],
    ],
    [
      ['credentials', ''],
      ['activate', 'confirm'],
    ],
    [['export', 'mark'], ['markdown']],
    [['webhooks', 'l'], ['listen']],
    [['request', 'P'], ['POST']],
    [
      ['run', 'x.yaml', '--lang', ''],
      ['en', 'pt-BR'],
    ],
    [
      ['pay', '--dialect', 'g'],
      ['g1', 'g2', 'g3'],
    ],
    [['help', 'compl'], ['completion']],
  ])('offers for %j %j', async (words, wanted) => {
    expect(offered(await scriptFor('bash'), words)).toEqual(expect.arrayContaining(wanted))
  })

  it('offers nothing for a value that only the person knows', async () => {
    expect(offered(await scriptFor('bash'), ['readiness', '--timeout', ''])).toEqual([])
  })

  it('offers an action once, not after each word', async () => {
    expect(offered(await scriptFor('bash'), ['report', 'verify', 'compa'])).toEqual([])
  })

  it('keeps a path with blanks whole, as a word and as a value', async () => {
    const script = await scriptFor('bash')
    place.file('my payment.json', '{}')
    mkdirSync(join(place.folder, 'my report'))
    expect(offered(script, ['pay', 'my p'])).toEqual(['my payment.json'])
    expect(offered(script, ['readiness', '--report', 'my r'])).toEqual(['my report'])
    expect(offered(script, ['request', 'POST', '/x', '--body', 'my p'])).toEqual([
      'my payment.json',
    ])
  })
})

// Skipped, and listed as skipped, where there is no zsh.
it.skipIf(!has('zsh'))('is a script that zsh can read', async () => {
  const { status, stderr } = spawnSync('zsh', ['-n', await scriptFor('zsh')], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
