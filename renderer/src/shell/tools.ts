import History from '@lucide/svelte/icons/history'
import ServerCog from '@lucide/svelte/icons/server-cog'
import type { Component } from 'svelte'
import type { Tool } from '../state/navigation.svelte.ts'

/** What each tool shows in the rail; `keys` as in shell/commands.ts. */
export const toolLooks: Record<Tool, { icon: Component<{ size?: number }>; keys?: string }> = {
  history: { icon: History as Component<{ size?: number }>, keys: 'Mod+5' },
  simulator: { icon: ServerCog as Component<{ size?: number }>, keys: 'Mod+6' },
}
