import { contextBridge, ipcRenderer } from 'electron'
import { EVENT_PIPE, INVOKE_PIPE, TRANSPORT_GLOBAL, type Transport } from '../contract/channels.ts'

/*
 * The transport between window and main, and nothing else: it knows no channel, checks nothing (main does) and gives
 * the page no Electron object.
 */

type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(EVENT_PIPE, (_event, batch: [channel: string, payload: unknown][]) => {
  for (const [channel, payload] of batch) {
    for (const listener of listeners.get(channel) ?? []) {
      try {
        listener(payload)
      } catch (error) {
        // The page's own fault; the other listeners still hear.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
})

const transport: Transport = {
  invoke: (channel, input) => ipcRenderer.invoke(INVOKE_PIPE, channel, input),
  subscribe(channel, listener) {
    const heard = listeners.get(channel) ?? new Set<Listener>()
    listeners.set(channel, heard)
    // Its own function, so that one listener may subscribe twice and leave once.
    const own: Listener = (payload) => listener(payload)
    heard.add(own)
    return () => {
      heard.delete(own)
    }
  },
}

contextBridge.exposeInMainWorld(TRANSPORT_GLOBAL, transport)
