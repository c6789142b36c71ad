import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { accentTokens } from '../../../renderer/src/ui/accent.ts'
import { contrast, mix, parseHex, type Rgb } from '../../../renderer/src/ui/colour.ts'

const read = (name: string): string =>
  readFileSync(`${process.cwd()}/renderer/src/styles/${name}`, 'utf8').replace(
    /\/\*[\s\S]*?\*\//g,
    '',
  )

/** Custom properties of every rule whose selector list holds `selector`, in order. */
function rules(css: string): { selectors: string[]; body: string }[] {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, head = '', body = '']) => ({
    selectors: head.split(',').map((one) => one.trim()),
    body,
  }))
}
function properties(css: string, selectors: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const rule of rules(css)) {
    if (!rule.selectors.some((one) => selectors.includes(one))) continue
    for (const [, name = '', value = ''] of rule.body.matchAll(/(--[\w-]+):\s*([^;]+);/g))
      found[name] = value.trim()
  }
  return found
}

const tokensCss = read('tokens.css')
const contrastCss = read('contrast.css')
const [asked = '', system = ''] = contrastCss.split('@media (prefers-contrast: more)')

const themes = ['light', 'dark'] as const
const environments = ['simulator', 'sandbox', 'production', 'custom'] as const
const levels = ['normal', 'more'] as const

function tokens(theme: string, env: string, level: string): Record<string, string> {
  const dark = `:root[data-theme='dark']`
  const chosen = [':root', `:root[data-env='${env}']`]
  if (theme === 'dark') chosen.push(dark, `${dark}[data-env='${env}']`)
  const more = [`:root[data-contrast='more']`]
  if (theme === 'dark') more.push(`${dark}[data-contrast='more']`)
  return { ...properties(tokensCss, chosen), ...(level === 'more' ? properties(asked, more) : {}) }
}

function colour(all: Record<string, string>, name: string): Rgb {
  const value = all[`--${name}`] ?? ''
  const other = /^var\(--([\w-]+)\)$/.exec(value)
  const read = other?.[1] ? colour(all, other[1]) : parseHex(value)
  if (read === null) throw new Error(`--${name} is not a colour: ${value}`)
  return read
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-popup']
const tones = ['info', 'success', 'warning', 'danger', 'accent']
const textPairs: [text: string, behind: string][] = [
  ...surfaces.flatMap((behind): [string, string][] => [
    ['text', behind],
    ['text-muted', behind],
    ['text-subtle', behind],
    ['accent-text', behind],
    ['danger-text', behind],
    ['warning-text', behind],
  ]),
  ...tones.flatMap((tone): [string, string][] => [
    [`${tone}-text`, `${tone}-bg`],
    ['text', `${tone}-bg`],
    ['text-muted', `${tone}-bg`],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-solid'],
  ['on-danger', 'danger-hover'],
  ['tooltip-text', 'tooltip-bg'],
  ...['json-key', 'json-string', 'json-number', 'json-literal'].map((name): [string, string] => [
    name,
    'surface-2',
  ]),
]
const controlPairs: [string, string][] = [
  ...['surface-0', 'surface-1', 'surface-popup'].flatMap((behind): [string, string][] => [
    ['control-line', behind],
    ['accent', behind],
    ['focus', behind],
  ]),
  ...tones.map((tone): [string, string] => [`${tone}-text`, 'surface-1']),
]

describe.each(themes)('%s', (theme) => {
  describe.each(environments)('%s', (env) => {
    test.each(levels)('contrast %s: text 4.5:1, controls 3:1', (level) => {
      const all = tokens(theme, env, level)
      const weak = (pairs: [string, string][], least: number): string[] =>
        pairs
          .map(([a, b]) => ({
            pair: `${a} on ${b}`,
            ratio: contrast(colour(all, a), colour(all, b)),
          }))
          .filter(({ ratio }) => ratio < least)
          .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`)
      expect(weak(textPairs, 4.5)).toEqual([])
      expect(weak(controlPairs, 3)).toEqual([])
      // Text that high contrast is asked for reaches the AAA ratio.
      if (level === 'more') {
        expect(
          weak(
            surfaces.map((behind): [string, string] => ['text-subtle', behind]),
            7,
          ),
        ).toEqual([])
      }
    })
  })
})

test('the system asks for the same high contrast as the app', () => {
  for (const [mine, theirs] of [
    [`:root[data-contrast='more']`, `:root:not([data-contrast='normal'])`],
    [
      `:root[data-theme='dark'][data-contrast='more']`,
      `:root[data-theme='dark']:not([data-contrast='normal'])`,
    ],
  ] as const) {
    const wanted = properties(asked, [mine])
    expect(Object.keys(wanted).length).toBeGreaterThan(10)
    expect(properties(system.replace(/^\s*\{/, ''), [theirs])).toEqual(wanted)
  }
})

test('any colour becomes a legible accent', () => {
  const samples = [
    '#ffff00',
    '#000000',
    '#ffffff',
    '#e0559a',
    '#00ff7f',
    '#102030',
    '#808080',
    '#f00',
  ]
  for (const theme of themes) {
    const page = tokens(theme, 'custom', 'normal')
    for (const sample of samples) {
      const made = accentTokens(sample, theme)
      if (made === null) throw new Error(`${sample} was not read`)
      const all = { ...page, ...made }
      for (const behind of [...surfaces, 'accent-bg'])
        expect(
          contrast(colour(all, 'accent-text'), colour(all, behind)),
          `${sample} on ${behind}, ${theme}`,
        ).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colour(all, 'on-accent'), colour(all, 'accent'))).toBeGreaterThanOrEqual(4.5)
    }
  }
  expect(accentTokens('teal', 'light')).toBeNull()
})

test('contrast and mixing, by known values', () => {
  const black = parseHex('#000') as Rgb
  const white = parseHex('#FFFFFF') as Rgb
  expect(contrast(black, white)).toBeCloseTo(21, 5)
  expect(contrast(parseHex('#767676') as Rgb, white)).toBeCloseTo(4.54, 2)
  expect(mix(black, white, 0.5)).toEqual([127.5, 127.5, 127.5])
  expect(parseHex('#12345')).toBeNull()
})
