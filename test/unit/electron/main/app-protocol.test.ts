import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createAppHandler,
  resolveAppPath,
  withNonce,
} from '../../../../electron/main/app-protocol.ts'

const root = '/srv/app/renderer'
const at = (path: string) => `app://klavi-tester${path}`

describe('which file an address means', () => {
  test.each([
    ['/', '/srv/app/renderer/index.html'],
    ['/index.html?theme=dark#x', '/srv/app/renderer/index.html'],
    ['/assets/main-1a2b.js', '/srv/app/renderer/assets/main-1a2b.js'],
    ['/assets/a%20b.css', '/srv/app/renderer/assets/a b.css'],
    ['/assets/../index.html', '/srv/app/renderer/index.html'],
  ])('%s', (path, file) => {
    expect(resolveAppPath(root, at(path))).toBe(file)
  })

  test.each(['/../secret.json', '/%2e%2e/secret.json'])('%s stays inside', (path) => {
    expect(resolveAppPath(root, at(path))).toBe('/srv/app/renderer/secret.json')
  })

  test.each([
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/%00.html',
    '/c:%2fwindows%2fwin.html',
    '/..%2frenderer-other/index.html',
    '/%2fetc/..%2f..%2f..%2f..%2fetc/x.json',
    '/%E0%A4%A.html',
    '/settings.db',
    '/index',
    '/assets/main.js.map',
  ])('refuses %s', (path) => {
    expect(resolveAppPath(root, at(path))).toBeUndefined()
  })

  test.each([
    'app://other/index.html',
    'app://klavi-tester.evil/index.html',
    'https://klavi-tester/index.html',
    'file:///srv/app/renderer/index.html',
    'index.html',
  ])('refuses %s', (address) => {
    expect(resolveAppPath(root, address)).toBeUndefined()
  })
})

describe('what is answered', () => {
  let folder: string
  let outside: string
  beforeAll(async () => {
    const base = await mkdtemp(join(tmpdir(), 'klavi-protocol-'))
    folder = join(base, 'renderer')
    outside = base
    await mkdir(join(folder, 'assets'), { recursive: true })
    await writeFile(join(folder, 'index.html'), '<html><head lang="en"></head></html>')
    await writeFile(join(folder, 'assets', 'main.js'), 'export {}')
    await writeFile(join(base, 'secret.json'), '{}')
  })
  afterAll(() => rm(outside, { recursive: true, force: true }))

  const get = (path: string, method = 'GET') => createAppHandler(folder)({ url: at(path), method })

  test('the page, with the policy and its nonce in header and document', async () => {
    const reply = await get('/')
    const policy = reply.headers.get('Content-Security-Policy') ?? ''
    const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)?.[1]
    expect(reply.status).toBe(200)
    expect(reply.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(nonce).toBeDefined()
    expect(await reply.text()).toBe(
      `<html><head lang="en"><meta name="csp-nonce" content="${nonce}"></head></html>`,
    )
  })

  test('a nonce is used once', async () => {
    const policies = await Promise.all([get('/'), get('/')])
    const [first, second] = policies.map((reply) => reply.headers.get('Content-Security-Policy'))
    expect(first).not.toBe(second)
  })

  test('a script, under its type and nothing else', async () => {
    const reply = await get('/assets/main.js')
    expect(await reply.text()).toBe('export {}')
    expect(reply.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(reply.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  test.each(['/..%2fsecret.json', '/assets/none.js', '/assets'])(
    '%s is not there',
    async (path) => {
      const reply = await get(path)
      expect(reply.status).toBe(404)
      expect(await reply.text()).toBe('')
      expect(reply.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    },
  )

  test('nothing can be sent', async () => {
    expect((await get('/', 'POST')).status).toBe(405)
  })
})

test('a nonce takes the place of an older one', () => {
  const html = '<head><meta name="csp-nonce" content="old" /></head>'
  expect(withNonce(html, 'new')).toBe('<head><meta name="csp-nonce" content="new"></head>')
})
