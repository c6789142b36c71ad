// npm run package:dir: the unpacked desktop app in dist/unpacked, or in dist/unpacked-testruntime where only the
// test runtime can be had: that one is for tests and is never distributed.
import { rmSync } from 'node:fs'
import { ensureElectron } from './lib/electron-runtime.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensurePackages } from './lib/ensure-packages.mjs'
import { childNode, packageBin } from './lib/node.mjs'
import { packagedExecutable, packagedFolder } from './lib/packaged-app.mjs'
import { runCaptured } from './lib/run.mjs'
import { runMain, SetupError } from './lib/say.mjs'

await runMain(async () => {
  ensurePackages()
  const runtime = await ensureElectron()
  await ensureBuild()
  const output = packagedFolder(runtime)
  rmSync(output, { recursive: true, force: true })
  const result = await runCaptured(childNode(), [
    packageBin('electron-builder', 'cli.js'),
    ...['--dir', '--publish', 'never', '--config', 'electron-builder.yml'],
    `-c.electronDist=${runtime.distPath}`,
    `-c.electronVersion=${runtime.version}`,
    `-c.directories.output=${output}`,
  ])
  const executable = packagedExecutable(runtime)
  if (result.code !== 0 || !executable) {
    process.stderr.write(result.output)
    throw new SetupError('electron-builder failed: see above')
  }
  console.log(executable)
})
