// npm run demo: from a bare clone to a payment that completes, in the terminal, against the embedded simulator.
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensurePackages } from './lib/ensure-packages.mjs'
import { childNode } from './lib/node.mjs'
import { inRepo } from './lib/paths.mjs'
import { runForeground } from './lib/run.mjs'
import { runMain } from './lib/say.mjs'

await runMain(async () => {
  ensurePackages()
  await ensureBuild()
  const cli = inRepo('out', 'cli', 'klavi-tester.js')
  return runForeground(childNode(), [cli, 'demo', ...process.argv.slice(2)])
})
