import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'

/** What Node's loader of CommonJS calls for each file; patched by many tools and stable, though not documented. */
interface Loader {
  _compile(this: NodeJS.Module, content: string, filename: string): unknown
}

/**
 * Keeps the compiled form of the bundle's files in `<folder>/cache` and takes it from there at the next start, which saves a
 * fifth of a short run (docs/decisions/009-compile-cache.md). The cache stands beside the code and not in the profile, so
 * that whoever can write it could have written the code. A folder that cannot be written, or a file that does not fit, costs
 * time and nothing else.
 */
export function useCompileCache(folder: string): void {
  const cache = join(folder, 'cache')
  if (module.enableCompileCache !== undefined) {
    module.enableCompileCache(cache)
    return
  }
  compileThrough(folder, cache)
}

/** The build puts a digest of the content in the name: V8 itself compares no more of a source than its length. */
const named = /-[\w-]{8}\.js$/

/** The same for a Node before 22.1, which has no cache of its own. */
function compileThrough(folder: string, cache: string): void {
  const loader = module.prototype as unknown as Loader
  const compile = loader._compile
  const used: { script: Script; file: string }[] = []
  let more = false
  loader._compile = function (content, filename) {
    const name = basename(filename)
    if (dirname(filename) !== folder || !named.test(name)) {
      return compile.call(this, content, filename)
    }
    const wrapped = module.wrap(content)
    const file = join(cache, `${process.version}-${name}`)
    const cachedData = contentOf(file)
    const script = new Script(wrapped, { filename, ...(cachedData && { cachedData }) })
    used.push({ script, file })
    more ||= cachedData === undefined || script.cachedDataRejected === true
    const run = script.runInThisContext() as (...parts: unknown[]) => unknown
    return run.call(this.exports, this.exports, this.require.bind(this), this, filename, folder)
  }
  // At the end, when the functions that were used are compiled too. A run that went further than those before it has used
  // more of every file.
  process.once('exit', () => {
    if (more) for (const { script, file } of used) keep(file, script.createCachedData())
  })
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Whole or not at all: another run may read it at this moment. */
function keep(file: string, data: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.${process.pid}`, data)
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // No right to write there, or no room: the next run compiles again.
  }
}
