// npm run screenshots: takes the pictures in docs/images anew (test/e2e/screenshots), from the real app; the small ones,
// for looking at after a change, lie in test-results/images-small.
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureElectron } from './lib/electron-runtime.mjs'
import { prepareE2ePlace } from './lib/e2e-place.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensurePackages } from './lib/ensure-packages.mjs'
import { inRepo } from './lib/paths.mjs'
import { runPlaywright } from './lib/run-playwright.mjs'
import { runMain } from './lib/say.mjs'
import { ensureSystemPackages } from './lib/system-packages.mjs'

await runMain(async () => {
  ensurePackages()
  ensureSystemPackages('tests')
  const runtime = await ensureElectron()
  await ensureBuild()
  const place = prepareE2ePlace({ runtime })
  try {
    const code = await runPlaywright(place, ['--project=screenshots', ...process.argv.slice(2)])
    keep(join(place.results, 'images'), inRepo('docs', 'images'))
    keep(join(place.results, 'images-small'), inRepo('test-results', 'images-small'))
    return code
  } finally {
    place.remove()
  }
})

/** @param {string} from @param {string} to */
function keep(from, to) {
  if (existsSync(from)) cpSync(from, to, { recursive: true })
}
