const macSigns: Readonly<Record<string, string>> = {
  mod: '⌘',
  cmd: '⌘',
  meta: '⌘',
  ctrl: '⌃',
  shift: '⇧',
  alt: '⌥',
  option: '⌥',
  enter: '↩',
  escape: 'esc',
  backspace: '⌫',
}
const otherNames: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  cmd: 'Ctrl',
  ctrl: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  enter: '↵',
  escape: 'Esc',
  backspace: '⌫',
}
const arrows: Readonly<Record<string, string>> = { up: '↑', down: '↓', left: '←', right: '→' }

/** Whether this machine's keyboards carry the Mac's modifier signs. */
export const onMac = (): boolean => /mac/i.test(globalThis.navigator?.platform ?? '')

/** The key caps of a shortcut such as `Mod+Shift+K`, in the platform's own words. */
export function keyCaps(keys: string, mac: boolean = onMac()): string[] {
  const names = mac ? macSigns : otherNames
  return keys
    .split(/\+(?!$)/)
    .map((key) => key.trim())
    .map((key) => names[key.toLowerCase()] ?? arrows[key.toLowerCase()] ?? capital(key))
}

const capital = (key: string): string => (key.length === 1 ? key.toUpperCase() : key)
