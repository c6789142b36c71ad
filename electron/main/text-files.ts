import { readFile, stat, writeFile } from 'node:fs/promises'
import { dialog, type BrowserWindow } from 'electron'
import { KlaviError } from '../../core/failure.ts'

/** Bytes of a text file that are read at most. */
const largest = 1_000_000

/** Text files that the person chooses in the system's own dialogs: the page never names a path. */
export function textFiles(window: () => BrowserWindow | undefined) {
  return {
    async saveFile(name: string, text: () => string): Promise<string | null> {
      const owner = window()
      const options = { defaultPath: name }
      const { canceled, filePath } = await (owner
        ? dialog.showSaveDialog(owner, options)
        : dialog.showSaveDialog(options))
      if (canceled || !filePath) return null
      await tried(filePath, () => writeFile(filePath, text(), { mode: 0o600 }))
      return filePath
    },
    async openFile(): Promise<string | null> {
      const owner = window()
      const options = { properties: ['openFile' as const] }
      const { canceled, filePaths } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options))
      const [path] = filePaths
      if (canceled || path === undefined) return null
      return tried(path, async () => {
        if ((await stat(path)).size > largest) throw new Error(`> ${largest} B`)
        return readFile(path, 'utf8')
      })
    },
  }
}

async function tried<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    const reason = code ?? (thrown instanceof Error ? thrown.message : String(thrown))
    throw new KlaviError('file-failed', { file: path, reason }, thrown)
  }
}
