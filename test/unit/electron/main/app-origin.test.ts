import { expect, test } from 'vitest'
import { devServerOrigin, originOf, startUrl } from '../../../../electron/main/app-origin.ts'

test('the start address carries what decides the first paint', () => {
  const query = { theme: 'dark', lang: 'pt-BR', env: 'my env&x' } as const
  expect(startUrl(query)).toBe('app://klavi-tester/index.html?theme=dark&lang=pt-BR&env=my+env%26x')
  expect(startUrl(query, 'http://localhost:5173')).toMatch(
    /^http:\/\/localhost:5173\/index\.html\?/,
  )
})

test('origins of schemes that Node does not know', () => {
  expect(originOf('app://klavi-tester/a/b?c')).toBe('app://klavi-tester')
  expect(originOf('https://klavi-tester@evil.example/')).toBe('https://evil.example')
  expect(originOf('nonsense')).toBeUndefined()
})

const env = { KLAVI_TESTER_DEV: '1', ELECTRON_RENDERER_URL: 'http://localhost:5173' }

test('the dev server is heard in development only', () => {
  expect(devServerOrigin(env, false)).toBe('http://localhost:5173')
  expect(devServerOrigin(env, true)).toBeUndefined()
  expect(devServerOrigin({ ...env, KLAVI_TESTER_DEV: undefined }, false)).toBeUndefined()
  expect(devServerOrigin({ KLAVI_TESTER_DEV: '1' }, false)).toBeUndefined()
})

test.each([
  'https://evil.example',
  'http://localhost.evil.example',
  'file:///tmp/x.html',
  'http://10.0.0.1:5173',
])('never at %s', (address) => {
  expect(devServerOrigin({ ...env, ELECTRON_RENDERER_URL: address }, false)).toBeUndefined()
})
