// npm run e2e [-- PLAYWRIGHT ARGUMENTS]: the real app in a real Electron, as an unprivileged user under a virtual display.
import { ensureElectron } from './lib/electron-runtime.mjs'
import { prepareE2ePlace } from './lib/e2e-place.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensurePackages } from './lib/ensure-packages.mjs'
import { packagedExecutable } from './lib/packaged-app.mjs'
import { runPlaywright } from './lib/run-playwright.mjs'
import { runMain } from './lib/say.mjs'
import { ensureSystemPackages } from './lib/system-packages.mjs'

await runMain(async () => {
  ensurePackages()
  ensureSystemPackages('tests')
  const runtime = await ensureElectron()
  await ensureBuild()
  const place = prepareE2ePlace({ runtime, packaged: packagedExecutable(runtime) })
  try {
    return await runPlaywright(place, ['--project=e2e', ...process.argv.slice(2)])
  } finally {
    place.remove()
  }
})
