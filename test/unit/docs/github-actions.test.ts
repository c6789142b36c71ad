import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'

interface Step {
  name?: string
  uses?: string
  run?: string
  env?: Record<string, string>
}
const file = join(import.meta.dirname, '../../../docs/github-actions.yml')
const { jobs } = parse(readFileSync(file, 'utf8')) as {
  jobs: { readiness: { steps: Step[]; env?: Record<string, string> } }
}
const { steps, env } = jobs.readiness

describe('the example for GitHub Actions', () => {
  it('shows keys only to the steps that run the command line', () => {
    expect(env).toBeUndefined()
    const withKeys = steps.filter((step) => JSON.stringify(step).includes('secrets.'))
    expect(withKeys).toHaveLength(2)
    for (const { run } of withKeys) {
      expect(run).toMatch(/^node klavi-tester\/out\/cli\/klavi-tester\.js /)
    }
  })

  it('installs nothing by name, runs no script of a package, and pins what it fetches', () => {
    const commands = steps.map(({ run = '' }) => run).filter((run) => run.includes('npm'))
    expect(commands).toEqual([expect.stringMatching(/^npm ci --ignore-scripts .*npm run build$/)])
    for (const { uses } of steps.filter((step) => step.uses !== undefined)) {
      expect(uses).toMatch(/@[0-9a-f]{40}$/)
    }
  })

  it.each([
    ['nothing failed, some need a person', { passed: 43, failed: 0, 'needs-person': 3 }, 0],
    ['a check failed', { passed: 45, failed: 1, 'needs-person': 0 }, 1],
  ])('is right where %s', (_what, counts, status) => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'readiness-report'))
    writeFileSync(join(cwd, 'readiness-report/report.json'), JSON.stringify({ counts }))
    expect(judge(cwd)).toBe(status)
  })

  it('is red where there is no report', () => expect(judge(temporaryFolder())).not.toBe(0))
})

/** Runs the step that judges, as the runner's shell would. */
function judge(cwd: string): number | null {
  const script = steps.find(({ name }) => name === 'No check failed')?.run ?? 'exit 99'
  return spawnSync('sh', ['-c', script], { cwd, stdio: 'ignore' }).status
}
