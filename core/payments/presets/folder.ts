import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { m } from '../../../messages/index.ts'
import { parseJson } from '../../../shared/payload/json-tree.ts'
import { KlaviError } from '../../failure.ts'
import type { Dialect } from '../../model/environment.ts'
import type { Preset } from '../../model/payload.ts'
import { dialectOf } from '../translate.ts'

/** More than a payload; what is larger is some other file. */
const largestBytes = 64_000
const mostFiles = 2_000
const quietMs = 150
const longestName = 100
const isDeviceName = (name: string): boolean => /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(name)

/**
 * A name as a file's: no folder, no sign that some system forbids, none that Windows keeps for devices.
 * @throws KlaviError invalid-input
 */
export function fileNameOf(name: string): string {
  const typed = name.trim().replace(/\.json$/i, '')
  const bad =
    typed === '' ||
    typed.length > longestName ||
    /^\./.test(typed) ||
    /[\\/:*?"<>|\p{Cc}]/u.test(typed) ||
    /[. ]$/.test(typed) ||
    isDeviceName(typed)
  if (bad) throw new KlaviError('invalid-input', { detail: m.preset_bad_name() })
  return `${typed}.json`
}

/**
 * A name like the wanted one that can be a file's and is nobody's yet: `R$ 48,00: done` becomes `R$ 48,00 - done`, and
 * the second of it `R$ 48,00 - done 2`.
 */
export function freeName(folder: string, wanted: string): string {
  const allowed = wanted
    .replace(/\.json$/i, '')
    .replace(/\s*[\\/:*?"<>|\p{Cc}]+\s*/gu, ' - ')
    .replace(/^[\s.-]+/, '')
    .slice(0, longestName - 5)
    .replace(/[\s.-]+$/, '')
  for (let count = isDeviceName(allowed) ? 2 : 1; ; count += 1) {
    const name =
      count === 1 ? allowed || m.preset_minimal() : `${allowed || m.preset_minimal()} ${count}`
    if (!existsSync(join(folder, fileNameOf(name)))) return name
  }
}

/**
 * The files of a folder as presets: each is a wire body as it would be sent, so that it can be read in a diff and given to
 * `klavi-tester pay`. Links are not followed and no other folder is looked into: the files may come from anybody.
 */
export function readFolder(folder: string, fallback: Dialect): Preset[] {
  return presetNames(folder)
    .slice(0, mostFiles)
    .map((name) => readOne(folder, name, fallback))
    .filter((preset) => preset !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name))
}

const presetNames = (folder: string): string[] =>
  listOf(folder).filter((name) => /\.json$/i.test(name))

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readOne(folder: string, name: string, fallback: Dialect): Preset | undefined {
  const file = join(folder, name)
  const preset = (text: string, problem?: string): Preset => ({
    id: `own:${name}`,
    kind: 'own',
    group: 'own',
    name: name.replace(/\.json$/i, ''),
    about: name,
    dialect: dialectIn(text, fallback),
    text,
    ...(problem !== undefined && { problem }),
  })
  try {
    const stats = lstatSync(file)
    if (!stats.isFile()) return undefined
    if (stats.size > largestBytes) return preset('', m.preset_too_large())
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    const reading = parseJson(text)
    if (reading.ok) return preset(text)
    return preset(text, m.preset_not_json({ line: reading.line }))
  } catch (thrown) {
    const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
    return preset('', m.preset_unreadable({ reason }))
  }
}

/** G2 and G3 write the same words: the environment's own where it is one of them. */
function dialectIn(text: string, fallback: Dialect): Dialect {
  const told = dialectOf(text)
  if (told === undefined || (told === 'g2' && fallback === 'g3')) return fallback
  return told
}

/**
 * Writes one file whole or not at all.
 * @throws KlaviError preset-exists, unless it may be replaced; invalid-input where it cannot be written
 */
export function writePreset(folder: string, name: string, text: string, replace: boolean): string {
  const fileName = fileNameOf(name)
  const file = join(folder, fileName)
  if (!replace && existsSync(file)) throw new KlaviError('preset-exists', { name })
  const aside = join(folder, `.${fileName}.${process.pid}.tmp`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(aside, text, { encoding: 'utf8', flag: 'wx' })
    renameSync(aside, file)
  } catch (thrown) {
    rmSync(aside, { force: true })
    throw unwritable(folder, thrown)
  }
  return fileName
}

/**
 * Takes away the very file that was listed, however it is called: whoever else put it there may have other rules for names.
 * @throws KlaviError preset-unknown for what is not listed; invalid-input where it cannot be taken away
 */
export function removePreset(folder: string, fileName: string): void {
  const listed = basename(fileName) === fileName && presetNames(folder).includes(fileName)
  if (!listed) throw new KlaviError('preset-unknown', { id: `own:${fileName}` })
  try {
    rmSync(join(folder, fileName))
  } catch (thrown) {
    throw unwritable(folder, thrown)
  }
}

/** @throws KlaviError invalid-input for what is no folder */
export function checkFolder(path: string): void {
  let good = false
  try {
    good = isAbsolute(path) && statSync(path).isDirectory()
  } catch {
    // Told below.
  }
  if (!good) throw new KlaviError('invalid-input', { detail: m.preset_no_folder({ path }) })
}

function unwritable(folder: string, thrown: unknown): KlaviError {
  const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
  const detail = m.preset_unwritable({ path: folder, reason })
  return new KlaviError('invalid-input', { detail }, thrown)
}

/** What tells a folder from another of the same name; undefined where there is none. */
export function identityOf(folder: string): string | undefined {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder)
    return `${dev} ${ino} ${birthtimeMs}`
  } catch {
    return undefined
  }
}

/** Tells once after each burst of changes, whoever made them. Returns how to stop; a folder that is not there is not watched. */
export function watchFolder(folder: string, changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const watcher = watch(folder, { persistent: false }, () => {
      clearTimeout(timer)
      timer = setTimeout(changed, quietMs)
      timer.unref()
    })
    // A folder that is taken away is an empty list at the next look.
    watcher.on('error', () => watcher.close())
    return () => {
      clearTimeout(timer)
      watcher.close()
    }
  } catch {
    return () => undefined
  }
}
