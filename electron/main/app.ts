import {
  app,
  clipboard,
  dialog,
  ipcMain,
  Notification,
  powerMonitor,
  protocol,
  session,
  shell,
  type BrowserWindow,
  type OpenDialogOptions,
} from 'electron'
import { INVOKE_PIPE, EVENT_PIPE } from '../contract/channels.ts'
import { createRedactor } from '../../core/evidence/redactor.ts'
import { KlaviError } from '../../core/failure.ts'
import type { Settings } from '../../core/model/settings.ts'
import type { GuardCases } from '../../core/use-cases/guard.ts'
import { systemClock, systemRandom } from '../../core/system.ts'
import { m } from '../../messages/index.ts'
import { APP_ORIGIN, APP_SCHEME, devServerOrigin, originOf, startUrl } from './app-origin.ts'
import { createAppHandler } from './app-protocol.ts'
import { createBackstage } from './backstage.ts'
import { createCrashGuard } from './crash-guard.ts'
import { tellEnds, type EndNotice } from './end-notices.ts'
import { createEventQueue } from './event-queue.ts'
import { createConsentHosts } from './external-links.ts'
import { catchFailures } from './failures.ts'
import { fileDialogs } from './file-dialogs.ts'
import { createGate } from './gate.ts'
import type { HostActions } from './handlers/handler-types.ts'
import { createLog } from './logging.ts'
import { createLook, type Look } from './look.ts'
import { followActivity, lockWhenLeft, type GuardSurroundings } from './guard-watch.ts'
import { focusWindow, openMainWindow } from './main-window.ts'
import { pageFirst } from './page-first.ts'
import { peekSettings } from './preferences.ts'
import type { Profile } from './profile.ts'
import { quitInOrder } from './quit.ts'
import { keepRetention } from './retention.ts'
import { runtimeTrusted } from './runtime-trust.ts'
import type { ChildModules } from './services.ts'
import { lockContents, lockSession } from './security.ts'
import { senderOf, trustOrigin } from './sender.ts'
import { followSleep, type SleepSource } from './sleep.ts'

export interface AppPlaces {
  profile: Profile
  /** Folder of the built page. */
  renderer: string
  preload: string
  children: ChildModules
}

/** Builds the app from its parts. Called before `ready`; the first window opens with it. */
export function runApp({ profile, renderer, preload, children }: AppPlaces): void {
  const development = !app.isPackaged
  const devServer = devServerOrigin(process.env, app.isPackaged)
  // One for log, journal and clipboard: what any of them learns to be a secret, all of them know.
  const redactor = createRedactor()
  const redact = redactor.text
  const log = createLog({ folder: profile.logs, redact })
  const sessionId = systemRandom.uuid()
  const consentHosts = createConsentHosts()
  const trusted = runtimeTrusted()
  let window: BrowserWindow | undefined
  let look: Look

  const queue = createEventQueue({
    clock: systemClock,
    // Without a window nobody needs to hear: a page that opens asks for everything.
    send: (batch) => window?.webContents.send(EVENT_PIPE, batch),
  })

  const host: HostActions = {
    appInfo: () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      runtimeTrusted: trusted,
      profileFolder: profile.folder,
      language: look.language(),
      sessionId,
    }),
    async openExternal(address) {
      const url = consentHosts.allowed(address)
      if (url === undefined) {
        const host = originOf(address)?.slice(0, 200) ?? '?'
        const detail = m.dialog_link_refused({ host })
        throw new KlaviError('invalid-input', { field: 'url', detail })
      }
      await shell.openExternal(url)
    },
    copyText: (text) => clipboard.writeText(redact(text)),
    async chooseFolder(startAt) {
      const options: OpenDialogOptions = {
        defaultPath: startAt,
        properties: ['openDirectory', 'createDirectory'],
      }
      const { filePaths } = window
        ? await dialog.showOpenDialog(window, options)
        : await dialog.showOpenDialog(options)
      return filePaths[0]
    },
    ...fileDialogs(() => window),
    revealFile: (path) => shell.showItemInFolder(path),
    async openOwnPage(path) {
      const problem = await shell.openPath(path)
      if (problem !== '') throw new KlaviError('file-failed', { file: path, reason: problem })
    },
    settingsChanged(settings) {
      look.apply(settings)
      queue.push('settings', settings)
    },
  }

  const backstage = createBackstage({
    services: {
      profileFolder: profile.folder,
      children,
      runtimeTrusted: trusted,
      redactor,
      userAgent: `klavi-tester/${app.getVersion()}`,
    },
    host,
    queue,
    consentHosts,
    report: log.error,
    environmentChanged: (environment) => look.environmentChanged(environment),
    started: ({ workbench, settings }) => {
      const stops = [
        tellEnds(workbench, {
          isWatched: () => window?.isFocused() === true,
          now: systemClock.now,
          show: showNotice,
        }),
        keepRetention({
          clock: systemClock,
          settings: () => settings.get(),
          journal: workbench.journal,
          report: log.error,
        }),
      ]
      return () => stops.forEach((stop) => stop())
    },
  })
  const guard = (): GuardCases | undefined => backstage.loaded()?.workbench.guard
  const gate = createGate({
    isTrusted: trustOrigin(devServer ?? APP_ORIGIN),
    load: backstage.get,
    redact,
    report: log.error,
  })

  /** A click brings the window and the payment before the person. */
  function showNotice({ title, body, localId }: EndNotice): void {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    notification.on('click', () => {
      // A page that is yet to come hears no command: it finds the payment in its address.
      if (!window) return openWindow(localId)
      focusWindow(window)
      queue.push('command', { id: `watch.open:${localId}` })
    })
    notification.show()
  }

  /** A red taskbar entry (Windows, some Linux desktops) or a badge (macOS). */
  function setMark(on: boolean): void {
    window?.setProgressBar(on ? 1 : -1, { mode: on ? 'error' : 'none' })
    app.dock?.setBadge(on ? '!' : '')
  }

  async function changeSettings(change: Partial<Settings>): Promise<void> {
    const { settings } = await backstage.get()
    host.settingsChanged(await settings.set(change))
  }

  /** @param localId the payment that it opens with */
  function openWindow(localId?: string): void {
    const opened = openMainWindow({
      preload,
      development,
      stateFile: profile.windowFile,
      title: look.title(),
      address: () =>
        startUrl(
          { theme: look.theme(), lang: look.language(), env: look.settings().environmentId },
          devServer,
          localId,
        ),
    })
    window = opened
    followActivity({ window: opened as unknown as GuardSurroundings['window'], guard })
    const crashed = createCrashGuard({
      now: Date.now,
      reload: () => opened.webContents.reload(),
      giveUp: () => void askAfterCrash(opened),
      report: log.error,
    })
    opened.webContents.on('render-process-gone', (_event, details) => crashed(details))
    opened.once('closed', () => {
      window = undefined
      queue.clear()
    })
  }

  function start(): void {
    lockSession(session.defaultSession, devServer)
    const startCore = (): void => {
      backstage.get().catch((error: unknown) => log.error('the core did not start:', error))
    }
    const answer = createAppHandler(renderer, undefined, {
      get: async (...ids) => (await backstage.get()).workbench.logos.get(...ids),
    })
    protocol.handle(APP_SCHEME, pageFirst(answer, systemClock.after, startCore))
    ipcMain.handle(INVOKE_PIPE, (event, channel: unknown, input: unknown) =>
      gate(senderOf(event), channel, input),
    )
    look = createLook({
      platform: process.platform,
      development,
      settings: peekSettings(profile.folder),
      command: (id) => queue.push('command', { id }),
      change: (change) => void changeSettings(change).catch(log.error),
      openFolder: (which) => void shell.openPath(which === 'logs' ? profile.logs : profile.folder),
      setTitle: (title) => window?.setTitle(title),
      setMark,
      lock: () => guard()?.lock(),
      environmentName: async (id) => {
        const { workbench } = await backstage.get()
        return (await workbench.environments.find(id)).name
      },
    })
    app.setAboutPanelOptions({
      applicationName: m.app_name(),
      applicationVersion: app.getVersion(),
      copyright: 'MIT',
    })
    followSleep(powerMonitor as unknown as SleepSource, () => backstage.loaded()?.workbench.watch)
    lockWhenLeft(powerMonitor as unknown as Parameters<typeof lockWhenLeft>[0], guard)
    openWindow()
  }

  catchFailures(process, log)
  quitInOrder({
    app,
    close: backstage.close,
    after: systemClock.after,
    report: log.error,
  })
  app.on('web-contents-created', (_event, contents) => lockContents(contents, devServer))
  app.on('second-instance', () => (window ? focusWindow(window) : openWindow()))
  app.on('activate', () => {
    if (app.isReady() && !window) openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log.error('the app did not start:', error)
      dialog.showErrorBox(m.dialog_start_failed(), redact(String(error)))
      app.exit(1)
    })
}

async function askAfterCrash(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: m.dialog_crashed(),
    detail: m.dialog_crashed_detail(),
    buttons: [m.dialog_reload(), m.dialog_quit()],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 0) window.webContents.reload()
  else app.quit()
}
