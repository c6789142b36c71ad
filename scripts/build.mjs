// npm run build: message catalogues, the app (main, preload, renderer) and the command line, into out/.
import { recordBuild, sourcesStamp } from './lib/build-stamp.mjs'
import { childNode, checkNodeVersion, packageBin } from './lib/node.mjs'
import { inRepo } from './lib/paths.mjs'
import { runForeground } from './lib/run.mjs'
import { runMain, SetupError } from './lib/say.mjs'

const STEPS = [
  ['the message catalogues', [inRepo('scripts', 'messages.mjs')]],
  ['the app', [packageBin('electron-vite', 'bin/electron-vite.js'), 'build', '--logLevel', 'warn']],
  [
    'the command line',
    [packageBin('vite', 'bin/vite.js'), 'build', '-c', 'cli/vite.config.ts', '--logLevel', 'warn'],
  ],
]

await runMain(async () => {
  checkNodeVersion()
  const stamp = sourcesStamp()
  for (const [what, args] of STEPS) {
    const code = await runForeground(childNode(), args)
    if (code !== 0) throw new SetupError(`building ${what} failed (exit ${code})`)
  }
  recordBuild(stamp)
})
