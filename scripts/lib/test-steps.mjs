import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnv, childNode, packageBin } from './node.mjs'
import { inRepo } from './paths.mjs'
import { runCaptured } from './run.mjs'
import { countsOfCheck, countsOfPlaywright, countsOfVitest } from './test-counts.mjs'

const BOUNDED = ['core', 'simulator', 'cli', 'electron', 'renderer/src', 'messages', 'shared']

/** A check that is one command: `{ name, run }`, where run resolves to `{ counts, output }`. */
function check(name, args) {
  return {
    name,
    run: async (env) => {
      const { code, output } = await runCaptured(childNode(), args, { env: childEnv(env) })
      return { counts: countsOfCheck(code), output }
    },
  }
}

function vitest(project) {
  return {
    name: `${project} tests`,
    run: async (env) => {
      const folder = mkdtempSync(join(tmpdir(), 'klavi-vitest-'))
      const file = join(folder, 'report.json')
      const { code, output } = await runCaptured(
        childNode(),
        [
          packageBin('vitest', 'vitest.mjs'),
          ...['run', '--project', project, '--reporter=default', '--reporter=json'],
          `--outputFile.json=${file}`,
        ],
        { env: childEnv(env) },
      )
      const counts = countsOfVitest(readJson(file), code)
      rmSync(folder, { recursive: true, force: true })
      return { counts, output }
    },
  }
}

const endToEnd = {
  name: 'e2e tests',
  run: async (env) => {
    const report = inRepo('test-results', 'report.json')
    rmSync(report, { force: true })
    const { code, output } = await runCaptured(childNode(), [inRepo('scripts', 'e2e.mjs')], {
      env: childEnv(env),
    })
    return { counts: countsOfPlaywright(readJson(report), code), output }
  },
}

/**
 * All that `npm test` does once the packages are there, cheap and telling first. Stages follow each other; the lanes of a
 * stage run side by side: what waits for sockets and children beside what only computes. Each lane is done in order.
 */
export const testStages = [
  // The build makes the message catalogues anew, which all others read.
  [
    [
      check('messages', [inRepo('scripts', 'messages.mjs')]),
      check('build', [inRepo('scripts', 'build.mjs')]),
    ],
  ],
  [
    [
      check('format', [
        packageBin('prettier', 'bin/prettier.cjs'),
        ...['--check', '.', '--log-level=warn'],
      ]),
      check('lint', [packageBin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']),
      check('boundaries', [
        packageBin('dependency-cruiser', 'bin/dependency-cruise.mjs'),
        ...['--config', '.dependency-cruiser.cjs', ...BOUNDED],
      ]),
      check('types', [inRepo('scripts', 'types.mjs')]),
      check('unused', [packageBin('knip', 'bin/knip.js')]),
      vitest('unit'),
      vitest('component'),
    ],
    [vitest('integration'), check('package:dir', [inRepo('scripts', 'package-dir.mjs')])],
  ],
  [[endToEnd]],
]

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
