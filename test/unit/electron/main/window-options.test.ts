import { expect, test } from 'vitest'
import { windowOptions } from '../../../../electron/main/window-options.ts'

const optionsOf = (development = false) =>
  windowOptions({
    bounds: { x: 1, y: 2, width: 900, height: 700 },
    title: 'Klavi Tester — Simulator',
    background: '#101114',
    preload: '/app/out/preload/index.cjs',
    development,
  })

test.each([
  ['sandbox', true],
  ['contextIsolation', true],
  ['webSecurity', true],
  ['nodeIntegration', false],
  ['nodeIntegrationInWorker', false],
  ['nodeIntegrationInSubFrames', false],
  ['allowRunningInsecureContent', false],
  ['experimentalFeatures', false],
  ['webviewTag', false],
  ['navigateOnDragDrop', false],
  ['spellcheck', false],
  ['devTools', false],
] as const)('web preference %s is %s', (name, value) => {
  expect(optionsOf().webPreferences?.[name]).toBe(value)
})

test('no Blink feature is switched on', () => {
  expect(optionsOf().webPreferences).not.toHaveProperty('enableBlinkFeatures')
})

test('developer tools are for development', () => {
  expect(optionsOf(true).webPreferences?.devTools).toBe(true)
})

test('the window is shown when it has something to show, in the colour of its theme', () => {
  expect(optionsOf()).toMatchObject({ show: false, backgroundColor: '#101114', x: 1, width: 900 })
})
