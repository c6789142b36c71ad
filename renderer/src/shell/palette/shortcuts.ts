import { m } from '../../../../messages/index.ts'
import { keyCaps } from '../../ui/index.ts'
import type { Command } from '../commands.ts'

export interface Shortcut {
  title: string
  keys: string[]
}

export interface ShortcutGroup {
  title: string
  shortcuts: Shortcut[]
}

/** Shortcuts of screens that are not open now: they are listed all the same. */
const elsewhere: Pick<Command, 'id' | 'title' | 'keys'>[] = [
  { id: 'payment.send', title: m.payment_send, keys: 'mod+enter' },
]

/** Every shortcut there is: those of the commands, and the keys that the pieces on the screens listen to. */
export function allShortcuts(commands: readonly Command[]): ShortcutGroup[] {
  const present = commands.filter((one) => one.keys !== undefined)
  const missing = elsewhere.filter((one) => !present.some(({ id }) => id === one.id))
  const isLocal = ({ id }: { id: string }): boolean => elsewhere.some((one) => one.id === id)
  const ofCommand = ({ title, keys }: Pick<Command, 'title' | 'keys'>): Shortcut => ({
    title: title(),
    keys: [keys ?? ''],
  })
  return [
    {
      title: m.shortcuts_group_anywhere(),
      shortcuts: present.filter((one) => !isLocal(one)).map(ofCommand),
    },
    {
      title: m.shortcuts_group_here(),
      shortcuts: [
        ...[...present.filter(isLocal), ...missing].map(ofCommand),
        { title: m.shortcuts_search_clear(), keys: ['Escape'] },
        { title: m.shortcuts_close(), keys: ['Escape'] },
      ],
    },
    {
      title: m.shortcuts_group_lists(),
      shortcuts: [
        { title: m.shortcuts_row_move(), keys: ['Up', 'Down'] },
        { title: m.shortcuts_row_ends(), keys: ['Home', 'End'] },
        { title: m.shortcuts_row_open(), keys: ['Enter'] },
      ],
    },
    {
      title: m.shortcuts_group_panes(),
      shortcuts: [
        { title: m.shortcuts_pane_move(), keys: ['Left', 'Right'] },
        { title: m.shortcuts_pane_reset(), keys: ['Enter'] },
      ],
    },
  ]
}

/** A shortcut's keys in words, for whoever hears them: `Ctrl+K`. */
export const spokenKeys = (keys: string): string => keyCaps(keys).join('+')
