/** Keys with `mod` for Ctrl, or Cmd on a Mac: `mod+1`, `mod+enter`, `/`. */
export type Chord = string

/** Under which heading the palette lists a command or a thing. */
export type CommandGroup =
  'actions' | 'screens' | 'environments' | 'participants' | 'payments' | 'settings' | 'window'

/** One thing that can be done from anywhere: by shortcut, by the native menu, by the palette. */
export interface Command {
  id: string
  /** In the language in force when it is called. */
  title: () => string
  /** A second, quieter text, which the palette searches too. */
  detail?: () => string
  /** Default: `actions`. */
  group?: CommandGroup
  keys?: Chord
  enabled?: () => boolean
  /** True for the one of several that is in force. */
  checked?: () => boolean
  /** Where it makes no sense in the palette, the palette itself above all. */
  unlisted?: boolean
  run: () => void
}

/** Things to go to or to use (a bank, a payment), read when the palette is open: they come and go. */
export type CommandSource = () => Command[]

/** The one list of what can be done. Features add theirs while they are on the screen. */
export class CommandRegistry {
  #commands = new Map<string, Command>()
  #sources = new Set<CommandSource>()
  readonly #mac: boolean

  constructor(mac: boolean) {
    this.#mac = mac
  }

  /** Adds commands until the returned function is called; a later one of the same id wins. */
  add(...commands: Command[]): () => void {
    for (const command of commands) this.#commands.set(command.id, command)
    return () => {
      for (const command of commands) {
        if (this.#commands.get(command.id) === command) this.#commands.delete(command.id)
      }
    }
  }

  /** Adds sources of things until the returned function is called. */
  offer(...sources: CommandSource[]): () => void {
    for (const source of sources) this.#sources.add(source)
    return () => {
      for (const source of sources) this.#sources.delete(source)
    }
  }

  list(): Command[] {
    return [...this.#commands.values()]
  }

  /** What the palette lists now: every command that can run, and every thing that is offered. */
  choices(): Command[] {
    const things = [...this.#sources].flatMap((source) => source())
    return [...this.list(), ...things].filter((one) => !one.unlisted && one.enabled?.() !== false)
  }

  /** True when there was such a command and it could run. */
  run(id: string): boolean {
    const command = this.#commands.get(id)
    if (!command || command.enabled?.() === false) return false
    command.run()
    return true
  }

  /**
   * Runs the command of a key press. A plain key is left alone while something is typed into, and every key inside a
   * dialog, behind which nothing may change.
   */
  handle(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return false
    for (const { id, keys } of this.#commands.values()) {
      if (!keys || !this.#matches(keys, event)) continue
      if (!keys.includes('mod+') && isTypingInto(event.target)) continue
      if (!this.run(id)) continue
      event.preventDefault()
      return true
    }
    return false
  }

  #matches(keys: Chord, event: KeyboardEvent): boolean {
    const parts = keys.split('+')
    const mod = this.#mac ? event.metaKey : event.ctrlKey
    const otherMod = this.#mac ? event.ctrlKey : event.metaKey
    if (mod !== parts.includes('mod') || otherMod || event.altKey) return false
    // `/` needs Shift on many keyboards, so Shift counts only where a chord names it.
    if (parts.includes('shift') && !event.shiftKey) return false
    return event.key.toLowerCase() === parts.at(-1)
  }
}

function isTypingInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null
}
