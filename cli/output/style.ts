import { styleText } from 'node:util'

export type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold'
export type Style = (colour: Colour, text: string) => string

const paint: Style = (colour, text) => styleText(colour, text, { validateStream: false })
const plain: Style = (_, text) => text

/** Colours on a terminal only, and never where --no-color, NO_COLOR (https://no-color.org) or TERM=dumb asks. */
export function chooseStyle(
  isTerminal: boolean,
  noColor: boolean,
  env: Readonly<Record<string, string | undefined>>,
): Style {
  return isTerminal && !noColor && !env['NO_COLOR'] && env['TERM'] !== 'dumb' ? paint : plain
}
