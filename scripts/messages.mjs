// npm run messages: compiles the catalogues in messages/ into messages/generated, one typed function per message.
import { readFileSync } from 'node:fs'
import { childNode, packageBin } from './lib/node.mjs'
import { inRepo } from './lib/paths.mjs'
import { runCaptured } from './lib/run.mjs'
import { runMain, SetupError } from './lib/say.mjs'

await runMain(async () => {
  const { code, output } = await runCaptured(childNode(), [
    packageBin('@inlang/paraglide-js', 'bin/run.js'),
    'compile',
    ...['--project', inRepo('messages', 'project.inlang')],
    ...['--outdir', inRepo('messages', 'generated')],
    // The language is set by the host (messages/index.ts), never read from an address or a cookie.
    ...['--strategy', 'globalVariable', 'baseLocale'],
    '--silent',
  ])
  if (code !== 0) {
    process.stderr.write(output)
    throw new SetupError('the message catalogues could not be compiled: see above')
  }
  // A plugin that cannot be loaded gives an empty catalogue and exit 0.
  const index = readFileSync(inRepo('messages', 'generated', 'messages', '_index.js'), 'utf8')
  if (!/\bexport\b/.test(index)) {
    throw new SetupError('the compiled message catalogue is empty: see messages/project.inlang')
  }
})
