// npm run messages: compiles the catalogues in messages/ into messages/generated, one typed function per message.
import { readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compile } from '@inlang/paraglide-js'
import { inRepo } from './lib/paths.mjs'
import { runMain, SetupError } from './lib/say.mjs'

const LOCALES = ['en', 'pt-BR']

await runMain(async () => {
  const keys = await Promise.all(LOCALES.map(keysOf))
  for (const [index, own] of keys.entries()) {
    const missing = [...keys.flatMap((all) => [...all])].filter((key) => !own.has(key))
    if (missing.length > 0) {
      throw new SetupError(`messages/${LOCALES[index]} lacks: ${[...new Set(missing)].join(', ')}`)
    }
  }

  // Compiled aside and then put in place, so that nobody who reads the module meanwhile finds half of it.
  const aside = inRepo('messages', `.generated-${process.pid}`)
  await compile({
    project: inRepo('messages', 'project.inlang'),
    outdir: aside,
    // The language is set by the host (messages/index.ts), never read from an address or a cookie.
    strategy: ['globalVariable', 'baseLocale'],
    outputStructure: 'locale-modules',
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  })
  // A plugin that cannot be loaded gives an empty catalogue and no error.
  const { m } = await import(pathToFileURL(join(aside, 'messages.js')).href)
  const lost = [...keys[0]].filter((key) => typeof m[key] !== 'function')
  if (lost.length > 0) {
    throw new SetupError(`${lost.length} messages were not compiled: see messages/project.inlang`)
  }
  const place = inRepo('messages', 'generated')
  await rm(place, { recursive: true, force: true })
  await rename(aside, place)
})

/** All keys of a language; one that stands in two files is an error, as only the last would count. */
async function keysOf(locale) {
  const found = new Set()
  for (const file of await readdir(inRepo('messages', locale))) {
    const text = await readFile(inRepo('messages', locale, file), 'utf8')
    for (const key of Object.keys(JSON.parse(text))) {
      if (found.has(key)) throw new SetupError(`messages/${locale}/${file}: "${key}" twice`)
      found.add(key)
    }
  }
  return found
}
