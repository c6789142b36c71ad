import { dialog, type BrowserWindow } from 'electron'

/** Files that the person chooses in the system's own dialogs: the page never names a path. */
export interface FileDialogs {
  /** Asks where a file is to be put and has it written there; null where they gave up. */
  saveFile<T>(name: string, write: (path: string) => T | Promise<T>): Promise<T | null>
  /** Asks for a file and has it read; null where they gave up. @param extensions without their dots; others may be chosen, too */
  openFile<T>(extensions: string[], read: (path: string) => T | Promise<T>): Promise<T | null>
}

export function fileDialogs(window: () => BrowserWindow | undefined): FileDialogs {
  return {
    async saveFile(name, write) {
      const owner = window()
      const options = { defaultPath: name }
      const { canceled, filePath } = await (owner === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(owner, options))
      return canceled || filePath === '' ? null : write(filePath)
    },
    async openFile(extensions, read) {
      const owner = window()
      const filters = [
        { name: extensions.join(', '), extensions },
        { name: '*', extensions: ['*'] },
      ]
      const options = { properties: ['openFile' as const], filters }
      const { canceled, filePaths } = await (owner === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options))
      const [path] = filePaths
      return canceled || path === undefined ? null : read(path)
    },
  }
}
