import { dialog, type BrowserWindow } from 'electron'

/** Where the person wants a file, or null where they gave up. */
export async function askSavePath(
  window: BrowserWindow | undefined,
  fileName: string,
): Promise<string | null> {
  const options = { defaultPath: fileName }
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options))
  return canceled || filePath === '' ? null : filePath
}

/** A file that the person chose, or null. @param extensions without their dots; others may be chosen, too */
export async function askOpenPath(
  window: BrowserWindow | undefined,
  extensions: string[],
): Promise<string | null> {
  const filters = [
    { name: extensions.join(', '), extensions },
    { name: '*', extensions: ['*'] },
  ]
  const options = { properties: ['openFile' as const], filters }
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return canceled ? null : (filePaths[0] ?? null)
}
