import type { RequestChannel, Requests } from '../../contract/channels.ts'
import type { AppInfo, Notice, Settings } from '../../contract/types.ts'
import type { SettingsPort } from '../../../core/ports.ts'
import type { Workbench } from '../../../core/workbench-api.ts'
import type { FileDialogs } from '../file-dialogs.ts'
import type { SimulatorFollower } from '../simulator/follow-simulator.ts'
import type { SimulatorDesk } from '../simulator/simulator-desk.ts'

/** What a request becomes once it passed the gate. */
export type Handlers = {
  [K in RequestChannel]: (
    input: Requests[K]['input'],
  ) => Requests[K]['output'] | Promise<Requests[K]['output']>
}

/** The handlers of one topic, e.g. `payments`; one that is missing does not compile. */
export type HandlersOf<Topic extends string> = Pick<
  Handlers,
  Extract<RequestChannel, `${Topic}.${string}`>
>

/** What the handlers work with. */
export interface HandlerContext {
  workbench: Workbench
  settings: SettingsPort
  /** What this host itself has to tell, e.g. of a damaged settings file. */
  notices: Notice[]
  host: HostActions
  simulator: { desk: SimulatorDesk; follower: SimulatorFollower }
}

/** What only the Electron host can do. */
export interface HostActions extends FileDialogs {
  appInfo(): AppInfo
  /** Rejects with `invalid-input` for an address that must not be opened. */
  openExternal(address: string): Promise<void>
  copyText(text: string): void
  /** The system's dialog for a folder; undefined: the person changed their mind. */
  chooseFolder(startAt: string): Promise<string | undefined>
  /** Shows a file of the profile in the system's file manager. */
  revealFile(path: string): void
  /** Opens a page that this program wrote in the system's browser. Rejects with `file-failed`. */
  openOwnPage(path: string): Promise<void>
  /** Menu, theme, title and the window itself follow. */
  settingsChanged(settings: Settings): void
}
