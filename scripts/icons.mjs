// npm run icons: makes build/icons anew from build/icon.svg, the app's icon in every size that the platforms want.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureElectron } from './lib/electron-runtime.mjs'
import { ICNS_TYPES, ICO_SIZES, makeIcns, makeIco } from './lib/icon-files.mjs'
import { inRepo } from './lib/paths.mjs'
import { runCaptured } from './lib/run.mjs'
import { runMain, SetupError } from './lib/say.mjs'
import { ensureSystemPackages } from './lib/system-packages.mjs'

/** What Linux desktops look for, by electron-builder's naming. */
const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

await runMain(async () => {
  ensureSystemPackages('tests')
  const { executable } = await ensureElectron()
  const folder = mkdtempSync(join(tmpdir(), 'klavi-icons-'))
  try {
    const pngs = await render(executable, folder)
    const out = inRepo('build', 'icons')
    rmSync(out, { recursive: true, force: true })
    mkdirSync(out, { recursive: true })
    for (const size of PNG_SIZES) writeFileSync(join(out, `${size}x${size}.png`), pngs.get(size))
    writeFileSync(join(out, 'icon.ico'), makeIco(pngs))
    writeFileSync(join(out, 'icon.icns'), makeIcns(pngs))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

async function render(executable, folder) {
  const sizes = [...new Set([...PNG_SIZES, ...ICO_SIZES, ...Object.values(ICNS_TYPES)])]
  const command = [
    ...(process.platform === 'linux' ? ['xvfb-run', '-a'] : []),
    executable,
    // It shows a drawing of our own and nothing else.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    inRepo('scripts', 'lib', 'render-icon.cjs'),
    ...[inRepo('build', 'icon.svg'), folder],
    ...sizes.map(String),
  ]
  const { code, output } = await runCaptured(command[0], command.slice(1))
  if (code !== 0) throw new SetupError(`the icon could not be drawn:\n${output}`)
  return new Map(sizes.map((size) => [size, readFileSync(join(folder, `${size}.png`))]))
}
