import { expect, test, vi } from 'vitest'
import { createHandlers } from '../../../../electron/main/handlers/index.ts'
import type { HandlerContext } from '../../../../electron/main/handlers/handler-types.ts'
import { requestSchemas } from '../../../../electron/contract/schemas.ts'
import type { Notice } from '../../../../core/model/notice.ts'

const notice = (id: string) => ({ id }) as Notice

function setUp() {
  const workbench = {
    environments: {},
    credentials: { save: vi.fn() },
    participants: {},
    drafts: {},
    payments: { list: vi.fn(() => []) },
    watch: {},
    exchanges: { list: vi.fn(() => []) },
    notices: { list: () => [notice('core')], dismiss: vi.fn() },
  }
  const host = {
    appInfo: vi.fn(),
    openExternal: vi.fn(),
    copyText: vi.fn(),
    revealFile: vi.fn(),
    openOwnPage: vi.fn(),
    settingsChanged: vi.fn(),
  }
  const settings = { profileId: 'p', get: vi.fn(), set: vi.fn(async (change: object) => change) }
  const notices = [notice('host')]
  const simulator = { desk: {}, follower: {} }
  const context = { workbench, host, settings, notices, simulator } as unknown as HandlerContext
  return { workbench, host, settings, handlers: createHandlers(context) }
}

test('every channel that has a schema has a handler, and the other way round', () => {
  expect(Object.keys(setUp().handlers).sort()).toEqual(Object.keys(requestSchemas).sort())
})

test('the host and the window learn of changed settings', async () => {
  const { handlers, host } = setUp()
  expect(await handlers['settings.set']({ theme: 'dark' })).toEqual({ theme: 'dark' })
  expect(host.settingsChanged).toHaveBeenCalledWith({ theme: 'dark' })
})

test('keys are handed to the core without the rest', async () => {
  const { handlers, workbench } = setUp()
  await handlers['credentials.save']({ environmentId: 'e', accessKey: 'a', secretKey: 's' })
  expect(workbench.credentials.save).toHaveBeenCalledWith(
    'e',
    { accessKey: 'a', secretKey: 's' },
    {},
  )
})

test('a filter that is not given is not asked for', async () => {
  const { handlers, workbench } = setUp()
  await handlers['payments.list']({ search: '', limit: 5 })
  await handlers['payments.list']({ search: 'ana', limit: 5 })
  await handlers['exchanges.list']({ localId: 'p', environmentId: undefined, limit: 5 })
  expect(workbench.payments.list.mock.calls).toEqual([
    [{ limit: 5 }],
    [{ search: 'ana', limit: 5 }],
  ])
  expect(workbench.exchanges.list.mock.calls).toEqual([[{ limit: 5, localId: 'p' }]])
})

test("the host's own notices are shown and dismissed beside the core's", async () => {
  const { handlers, workbench } = setUp()
  expect(await handlers['notices.list'](null)).toEqual([notice('host'), notice('core')])
  await handlers['notices.dismiss']({ id: 'host' })
  expect(await handlers['notices.list'](null)).toEqual([notice('core')])
  expect(workbench.notices.dismiss).not.toHaveBeenCalled()
  await handlers['notices.dismiss']({ id: 'core' })
  expect(workbench.notices.dismiss).toHaveBeenCalledWith('core')
})
