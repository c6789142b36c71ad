import { contrast, mix, parseHex, toHex, type Rgb } from './colour.ts'

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]

/** The accent tokens of styles/tokens.css for one colour. */
export type AccentTokens = Record<
  '--accent' | '--accent-hover' | '--on-accent' | '--accent-text' | '--accent-bg' | '--accent-line',
  string
>

/**
 * The accent tokens for a colour that a person chose, in `#rrggbb`. The colour is moved towards white or black only
 * as far as legibility asks (WCAG 1.4.3: 4.5:1 for its text on every surface). Null for no colour.
 */
export function accentTokens(colour: string, theme: 'light' | 'dark'): AccentTokens | null {
  const base = parseHex(colour)
  if (base === null) return null
  const dark = theme === 'dark'
  const surface = parseHex(dark ? '#16181c' : '#ffffff') as Rgb
  const hovered = parseHex(dark ? '#282b32' : '#e9eaee') as Rgb
  const background = mix(base, surface, dark ? 0.18 : 0.1)
  const text = until(base, dark ? white : black, (one) =>
    [surface, hovered, background].every((behind) => contrast(one, behind) >= 4.5),
  )
  const solid = until(base, black, (one) => contrast(white, one) >= 4.5)
  return {
    '--accent': toHex(solid),
    '--accent-hover': toHex(mix(solid, black, 0.86)),
    '--on-accent': '#ffffff',
    '--accent-text': toHex(text),
    '--accent-bg': toHex(background),
    '--accent-line': toHex(mix(base, surface, 0.4)),
  }
}

/**
 * Puts a chosen accent on the page's root element, or takes it off again (null) so that the stylesheet's own holds.
 * Works through the CSS object model, which the content security policy allows.
 */
export function applyAccent(
  root: HTMLElement,
  colour: string | null,
  theme: 'light' | 'dark',
): void {
  const tokens = colour === null ? null : accentTokens(colour, theme)
  for (const name of names) {
    if (tokens === null) root.style.removeProperty(name)
    else root.style.setProperty(name, tokens[name])
  }
}

const names = [
  '--accent',
  '--accent-hover',
  '--on-accent',
  '--accent-text',
  '--accent-bg',
  '--accent-line',
] as const

function until(from: Rgb, towards: Rgb, good: (colour: Rgb) => boolean): Rgb {
  for (let share = 1; share > 0; share -= 0.04) {
    const colour = mix(from, towards, share)
    if (good(colour)) return colour
  }
  return towards
}
