import type { IpcMainInvokeEvent } from 'electron'
import { originOf } from './app-origin.ts'

/** Who sent a message: a frame's address at the moment of sending. */
export interface Sender {
  url: string
  isMainFrame: boolean
}

/** The sender of an invocation; undefined for a frame that is gone by now. */
export function senderOf(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): Sender | undefined {
  try {
    const frame = event.senderFrame
    return frame ? { url: frame.url, isMainFrame: frame.parent === null } : undefined
  } catch {
    // Electron throws when a property of a disposed frame is read.
    return undefined
  }
}

/** Trusts the main frame of pages of exactly this origin. */
export const trustOrigin =
  (origin: string) =>
  (sender: Sender): boolean =>
    sender.isMainFrame && originOf(sender.url) === origin
