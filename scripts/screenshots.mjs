// npm run screenshots: takes the pictures in docs/images anew (test/e2e/screenshots), from the real app.
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
    const images = join(place.results, 'images')
    if (existsSync(images)) cpSync(images, inRepo('docs', 'images'), { recursive: true })
    return code
  } finally {
    place.remove()
  }
})
