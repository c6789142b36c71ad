import { describe, expect, it } from 'vitest'
import { createAppHandler } from '../../../../electron/main/app-protocol.ts'
import { logoIds } from '../../../../electron/main/logo-response.ts'

const asked: string[][] = []
const handle = createAppHandler('/nowhere', undefined, {
  async get(...ids) {
    asked.push(ids)
    return ids[1] === 'bank 1' ? { type: 'image/svg+xml', bytes: Buffer.from('<svg/>') } : undefined
  },
})
const get = (address: string, method = 'GET') => handle({ url: address, method })

describe('logos on the app’s own scheme', () => {
  it('are served as images in which nothing runs', async () => {
    const answer = await get('app://klavi-tester/logo/custom%3A1/bank%201')
    expect(answer.status).toBe(200)
    expect(asked.at(-1)).toEqual(['custom:1', 'bank 1'])
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toBe('<svg/>')
  })

  it('are 404 where there is none, for another host and by another way', async () => {
    expect((await get('app://klavi-tester/logo/simulator/nobody')).status).toBe(404)
    const before = asked.length
    expect((await get('app://elsewhere/logo/simulator/bank%201')).status).toBe(404)
    expect((await get('app://klavi-tester/logo/simulator/bank%201', 'POST')).status).toBe(405)
    expect(asked).toHaveLength(before)
  })

  it.each(['/logo/a', '/logo/a/b/c', '/logo//b', '/logos/a/b', '/logo/%zz/b'])(
    'are not what %s asks for',
    (path) => {
      expect(logoIds(path)).toBeUndefined()
    },
  )
})
