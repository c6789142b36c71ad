import { expect, it } from 'vitest'
import { bypassesProxy } from '../../../../../core/klavi/http/no-proxy.ts'

const bypasses = (url: string, list: string): boolean => bypassesProxy(new URL(url), list)

it.each([
  ['https://api.klavi.ai', 'api.klavi.ai'],
  ['https://api.klavi.ai', 'API.Klavi.AI'],
  ['https://API.klavi.ai', 'api.klavi.ai'],
  ['https://api.klavi.ai', 'klavi.ai'],
  ['https://api.klavi.ai', '.klavi.ai'],
  ['https://klavi.ai', '.klavi.ai'],
  ['https://api.klavi.ai', '*.klavi.ai'],
  ['https://api.klavi.ai', '*'],
  ['https://api.klavi.ai', 'example.com, api.klavi.ai'],
  ['https://api.klavi.ai', 'example.com api.klavi.ai'],
  ['https://api.klavi.ai', 'api.klavi.ai:443'],
  ['http://api.klavi.ai', 'api.klavi.ai:80'],
  ['https://api.klavi.ai:8443', 'klavi.ai:8443'],
  ['https://10.1.2.3', '10.1.2.3'],
  ['https://10.1.2.3:8443', '10.1.2.3:8443'],
  ['https://10.1.2.3', '10.0.0.0/8'],
  ['https://[fd00::1]', 'fd00::1'],
  ['https://[fd00::1]', '[fd00:0::1]:443'],
  ['https://[fd00::1]', 'fd00::/8'],
  ['https://localhost:1', ''],
  ['http://127.0.0.1:1', ''],
  ['http://127.8.8.8:1', ''],
  ['https://[::1]:1', ''],
])('%s is exempt by "%s"', (url, list) => {
  expect(bypasses(url, list)).toBe(true)
})

it.each([
  ['https://api.klavi.ai', ''],
  ['https://api.klavi.ai', ' , '],
  ['https://api.klavi.ai', 'klavi.ai.example.com'],
  ['https://notklavi.ai', 'klavi.ai'],
  ['https://notklavi.ai', '.klavi.ai'],
  ['https://klavi.ai', '*.klavi.ai'],
  ['https://api.klavi.ai', 'api.klavi.ai:8443'],
  ['https://api.klavi.ai:8443', 'api.klavi.ai:443'],
  ['https://api.klavi.ai', '.'],
  ['https://api.klavi.ai', '10.0.0.0/8'],
  ['https://10.1.2.3', '10.1.2.30'],
  ['https://11.1.2.3', '10.0.0.0/8'],
  ['https://10.1.2.3', '10.0.0.0/99'],
  ['https://10.1.2.3', '10.0.0.0/x'],
  ['https://10.1.2.3', 'fd00::/8'],
  ['https://[fd00::1]', 'fd00::2'],
  ['https://localhost.example.com', ''],
])('%s is not exempt by "%s"', (url, list) => {
  expect(bypasses(url, list)).toBe(false)
})
