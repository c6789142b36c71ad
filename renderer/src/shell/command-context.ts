import { createContext } from 'svelte'
import type { CommandRegistry } from './commands.ts'

export const [useCommands, provideCommands] = createContext<CommandRegistry>()
