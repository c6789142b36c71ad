import History from '@lucide/svelte/icons/history'
import GitCompare from '@lucide/svelte/icons/git-compare'
import Globe from '@lucide/svelte/icons/globe'
import Inbox from '@lucide/svelte/icons/inbox'
import ServerCog from '@lucide/svelte/icons/server-cog'
import Settings from '@lucide/svelte/icons/settings-2'
import ShieldCheck from '@lucide/svelte/icons/shield-check'
import SquareTerminal from '@lucide/svelte/icons/square-terminal'
import type { Component } from 'svelte'
import type { Tool } from '../state/navigation.svelte.ts'

/** What each tool shows in the rail; `keys` as in shell/commands.ts. */
export const toolLooks: Record<Tool, { icon: Component<{ size?: number }>; keys?: string }> = {
  history: { icon: History as Component<{ size?: number }>, keys: 'Mod+5' },
  readiness: { icon: ShieldCheck as Component<{ size?: number }>, keys: 'Mod+9' },
  requests: { icon: SquareTerminal as Component<{ size?: number }>, keys: 'Mod+7' },
  drift: { icon: GitCompare as Component<{ size?: number }> },
  inbox: { icon: Inbox as Component<{ size?: number }> },
  simulator: { icon: ServerCog as Component<{ size?: number }>, keys: 'Mod+6' },
  environments: { icon: Globe as Component<{ size?: number }>, keys: 'Mod+8' },
  settings: { icon: Settings as Component<{ size?: number }>, keys: 'Mod+,' },
}
