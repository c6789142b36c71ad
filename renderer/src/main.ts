import { mount } from 'svelte'
import type { Transport, TRANSPORT_GLOBAL } from '../../electron/contract/channels.ts'
import { createApi } from './api.ts'
import App from './app.svelte'
import { useClipboard } from './ui/copy-text.ts'
import './styles/base.css'
import './shell/skeleton.css'

declare global {
  interface Window extends Partial<Record<typeof TRANSPORT_GLOBAL, Transport>> {}
}

/** Puts the app in the page, over a transport: the preload's in the window, a fake one in tests and demos. */
export function start(transport: Transport): void {
  const target = document.getElementById('app')
  if (!target) throw new Error('the page has no #app')
  const api = createApi(transport)
  useClipboard(async (text) => void (await api.request('app.copyText', { text })))
  mount(App, { target, props: { api } })
}

const transport = window.klaviTransport
if (transport) start(transport)
