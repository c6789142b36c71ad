// npm test [-- --only NAME,…] and npm run test:long: every check there is. The last line is `N passed, N failed`.
import { ensurePackages } from './lib/ensure-packages.mjs'
import { say, SetupError } from './lib/say.mjs'
import { ensureSystemPackages } from './lib/system-packages.mjs'
import { testStages } from './lib/test-steps.mjs'

const args = process.argv.slice(2)
const env = args.includes('--long') ? { KLAVI_TESTER_LONG: '1' } : {}
const only = args.includes('--only') ? args[args.indexOf('--only') + 1]?.split(',') : undefined

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interrupted = true))

const total = { passed: 0, failed: 0 }

/** Runs one step and says in one line how it went; what a failing step wrote is shown in full. */
async function runStep({ name, run }) {
  const started = Date.now()
  const { counts, output } = await run(env)
  const took = `${((Date.now() - started) / 1000).toFixed(1)} s`
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok'
  if (counts.failed > 0) console.log(output.trimEnd())
  console.log(
    `${name}: ${verdict} (${counts.passed} passed, ${counts.failed} failed${skipped}; ${took})`,
  )
  total.passed += counts.passed
  total.failed += counts.failed
}

async function runLane(steps) {
  for (const step of steps) {
    if (interrupted) return
    if (only && !only.some((word) => step.name.startsWith(word))) continue
    await runStep(step)
  }
}

function setUp() {
  try {
    ensurePackages()
    ensureSystemPackages('tests')
    return true
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    total.failed += 1
    return false
  }
}

if (setUp()) {
  for (const lanes of testStages) await Promise.all(lanes.map(runLane))
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = interrupted ? 130 : total.failed > 0 ? 1 : 0
