import { buildIsCurrent } from './build-stamp.mjs'
import { childNode } from './node.mjs'
import { inRepo } from './paths.mjs'
import { runCaptured } from './run.mjs'
import { say, SetupError } from './say.mjs'

/** Builds out/ unless it already stands for the present sources. Quiet unless it fails. */
export async function ensureBuild() {
  if (buildIsCurrent()) return
  say('building (the first time, and after changes)')
  const { code, output } = await runCaptured(childNode(), [inRepo('scripts', 'build.mjs')])
  if (code === 0) return
  process.stderr.write(output)
  throw new SetupError('the build failed: see above')
}
