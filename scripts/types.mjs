// npm run types: one tsc per runtime folder, svelte-check where components are; two at a time.
import { existsSync } from 'node:fs'
import { childNode, packageBin } from './lib/node.mjs'
import { inRepo } from './lib/paths.mjs'
import { runCaptured } from './lib/run.mjs'
import { runMain } from './lib/say.mjs'

const FOLDERS = [
  ...['core', 'test', 'electron/main', 'simulator', 'cli'],
  ...['electron/contract', 'electron/preload', 'messages', 'shared'],
]
const AT_ONCE = 2

const tsc = packageBin('typescript', 'bin/tsc')
const svelteCheck = packageBin('svelte-check', 'bin/svelte-check')

const checks = [
  ...['renderer', 'test/component'].map((folder) => [
    folder,
    [svelteCheck, '--tsconfig', `${folder}/tsconfig.json`, '--fail-on-warnings'],
  ]),
  ...FOLDERS.map((folder) => [folder, [tsc, '--project', folder]]),
]

async function check([folder, args]) {
  const { code, output } = await runCaptured(childNode(), args)
  if (code === 0) return true
  console.log(`types of ${folder}:\n${output.trim()}`)
  return false
}

await runMain(async () => {
  if (!existsSync(inRepo('messages', 'generated', 'messages.js'))) {
    await runCaptured(childNode(), [inRepo('scripts', 'messages.mjs')])
  }
  const waiting = [...checks]
  let good = true
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await check(next))) good = false
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return good ? 0 : 1
})
