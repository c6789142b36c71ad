import { join } from 'node:path'
import { fold } from '../../shared/search/fold.ts'
import { KlaviError } from '../failure.ts'
import type { Dialect, Environment } from '../model/environment.ts'
import type { Preset, PresetFolder } from '../model/payload.ts'
import { builtinPresets } from '../payments/presets/builtin.ts'
import {
  checkFolder,
  freeName,
  identityOf,
  readFolder,
  removePreset,
  watchFolder,
  writePreset,
} from '../payments/presets/folder.ts'
import type { Context } from './context.ts'
import type { PayloadBench } from './payload-api.ts'

export interface Presets {
  cases: PayloadBench['presets']
  /** @throws KlaviError preset-unknown */
  find(environment: Environment, id: string): Preset
  close(): void
}

export function presetCases(context: Context): Presets {
  const { environments, ports, redactor, publish } = context
  let watched: { path: string; identity: string | undefined; stop: () => void } | undefined

  const folder = (): PresetFolder => {
    const path = ports.settings.get().presetsFolder
    return path === ''
      ? { path: join(ports.profileFolder, 'presets'), chosen: false }
      : { path, chosen: true }
  }
  /** Watches the folder that has the path now: a switch of git branches may have put another there, or made the first. */
  const look = (): void => {
    const { path } = folder()
    const identity = identityOf(path)
    if (watched?.path === path && watched.identity === identity) return
    watched?.stop()
    watched = { path, identity, stop: watchFolder(path, () => publish('presets', folder())) }
  }
  const all = (environment: Environment, dialect: Dialect = environment.dialect): Preset[] => [
    ...builtinPresets(dialect),
    ...readFolder(folder().path, dialect),
  ]
  const find = (environment: Environment, id: string): Preset => {
    const found = all(environment).find((preset) => preset.id === id)
    if (found === undefined) throw new KlaviError('preset-unknown', { id })
    return found
  }
  const save = (environment: Environment, name: string, text: string, replace: boolean): Preset => {
    // Presets lie in folders that are shared; a key in one would be published.
    if (redactor.text(text) !== text) throw new KlaviError('preset-secret', { name })
    const fileName = writePreset(folder().path, name, text, replace)
    // The folder may be new: only now it can be watched.
    look()
    return find(environment, `own:${fileName}`)
  }

  return {
    find,
    close: () => watched?.stop(),
    cases: {
      async list(environmentId, search = '', dialect = undefined) {
        look()
        const words = fold(search.trim()).split(/\s+/).filter(Boolean)
        const environment = environments.find(environmentId)
        return all(environment, dialect).filter((preset) => {
          const text = fold(`${preset.name} ${preset.about}`)
          return words.every((word) => text.includes(word))
        })
      },
      folder,
      async chooseFolder(path) {
        checkFolder(path)
        await ports.settings.set({ presetsFolder: path })
        look()
        publish('presets', folder())
        return folder()
      },
      async save({ name, environmentId, text, replace = false }) {
        return save(environments.find(environmentId), name, text, replace)
      },
      async duplicate(environmentId, id, name) {
        const environment = environments.find(environmentId)
        const { text } = find(environment, id)
        return save(environment, freeName(folder().path, name), text, false)
      },
      async remove(id) {
        const fileName = /^own:(.+)$/.exec(id)?.[1]
        if (fileName === undefined) throw new KlaviError('preset-unknown', { id })
        removePreset(folder().path, fileName)
        publish('presets', folder())
      },
    },
  }
}
