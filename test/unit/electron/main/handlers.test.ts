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
    payments: { list: vi.fn(() => []) },
    watch: { page: vi.fn(), board: vi.fn(), pollNow: vi.fn() },
    exchanges: {
      list: vi.fn(() => []),
      query: vi.fn(),
      export: vi.fn(),
      exportFile: vi.fn(),
      pathAt: vi.fn(),
    },
    history: { query: vi.fn(), story: vi.fn(), compare: vi.fn(), removeNote: vi.fn() },
    inbox: { query: vi.fn(), start: vi.fn(), replay: vi.fn() },
    journal: { export: vi.fn(), import: vi.fn() },
    notices: { list: () => [notice('core')], dismiss: vi.fn() },
  }
  /** The paths that the person would choose in the system's dialogs; null: they give up. */
  const chosen: { save: string | null; open: string | null } = { save: null, open: null }
  const host = {
    appInfo: vi.fn(),
    openExternal: vi.fn(),
    copyText: vi.fn(),
    revealFile: vi.fn(),
    openOwnPage: vi.fn(),
    saveFile: async (_name: string, write: (path: string) => unknown) =>
      chosen.save === null ? null : write(chosen.save),
    openFile: async (_extensions: string[], read: (path: string) => unknown) =>
      chosen.open === null ? null : read(chosen.open),
    settingsChanged: vi.fn(),
  }
  const settings = { profileId: 'p', get: vi.fn(), set: vi.fn(async (change: object) => change) }
  const notices = [notice('host')]
  const simulator = { desk: {}, follower: {} }
  const context = { workbench, host, settings, notices, simulator } as unknown as HandlerContext
  return { workbench, host, chosen, settings, handlers: createHandlers(context) }
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

const window = { offset: 0, limit: 10 }

test('windows of lists are asked for as the window asked, without what it left open', async () => {
  const { handlers, workbench } = setUp()
  const { history, watch, exchanges, inbox } = workbench
  const open = { environmentIds: undefined, states: undefined }
  const sorted = { search: 'a', sort: 'amount', descending: true, ...window } as const
  await handlers['history.query']({ ...sorted, ...open, statuses: ['ENQUEUED'] })
  expect(history.query.mock.lastCall).toStrictEqual([{ ...sorted, statuses: ['ENQUEUED'] }])
  await handlers['history.story']({ localId: 'p', everyPoll: undefined, ...window })
  expect(history.story.mock.lastCall).toStrictEqual([{ localId: 'p', ...window }])
  await handlers['watch.board']({ ...sorted, ...open, scope: 'all' })
  expect(watch.board.mock.lastCall).toStrictEqual([{ ...sorted, scope: 'all' }])
  await handlers['watch.page']({ localId: 'p', onlyChanges: true, search: undefined, ...window })
  expect(watch.page.mock.lastCall).toStrictEqual([{ localId: 'p', onlyChanges: true, ...window }])
  await handlers['exchanges.query']({ search: '', step: undefined, errorsOnly: true, ...window })
  expect(exchanges.query.mock.lastCall).toStrictEqual([{ search: '', errorsOnly: true, ...window }])
  await handlers['webhooks.query']({ search: '', verdict: 'late', localId: undefined, ...window })
  expect(inbox.query.mock.lastCall).toStrictEqual([{ search: '', verdict: 'late', ...window }])
})

test('what is named by parts is handed on part by part', async () => {
  const { handlers, workbench } = setUp()
  const { history, watch, exchanges, inbox } = workbench
  await handlers['history.compare']({ first: 'a', second: 'b' })
  expect(history.compare.mock.lastCall).toEqual(['a', 'b'])
  expect(await handlers['history.removeNote']({ localId: 'a', noteId: 'note:1' })).toBeNull()
  expect(history.removeNote.mock.lastCall).toEqual(['a', 'note:1'])
  expect(await handlers['watch.pollNow']({ localId: 'a' })).toBeNull()
  expect(watch.pollNow.mock.lastCall).toEqual(['a'])
  exchanges.pathAt.mockReturnValue('$.a')
  const line = { id: 'e', side: 'response', line: 3 } as const
  expect(await handlers['exchanges.pathAt'](line)).toEqual({ path: '$.a' })
  await handlers['webhooks.start']({ environmentId: 'e', port: 4200 })
  expect(inbox.start.mock.lastCall).toEqual(['e', 4200])
  await handlers['webhooks.replay']({ id: 'w', url: undefined })
  expect(inbox.replay.mock.lastCall).toEqual(['w', undefined])
})

test('exchanges leave by the filter, to where the person chose; the window is given a beginning', async () => {
  const { handlers, workbench, chosen } = setUp()
  const { exchanges } = workbench
  const write = vi.fn()
  exchanges.exportFile.mockReturnValue({ fileName: 'x.har', write })
  const filter = { search: 'a', step: undefined, errorsOnly: true }
  const what = { format: 'har', ids: undefined, filter, maskPersonal: true } as const
  expect(await handlers['exchanges.export'](what)).toBeNull()
  expect(write).not.toHaveBeenCalled()
  chosen.save = '/chosen/x.har'
  expect(await handlers['exchanges.export'](what)).toEqual({ path: '/chosen/x.har' })
  expect(write.mock.calls).toEqual([['/chosen/x.har']])
  const tight = { format: 'har', filter: { search: 'a', errorsOnly: true }, maskPersonal: true }
  expect(exchanges.exportFile.mock.lastCall).toStrictEqual([tight])
  await handlers['exchanges.code'](what)
  expect(exchanges.export.mock.lastCall).toStrictEqual([tight, 100_000])
})

test('a journal leaves and comes by the path that the person chose, or not at all', async () => {
  const { handlers, workbench, chosen } = setUp()
  const { journal } = workbench
  expect(await handlers['journal.export']({ maskPersonal: true })).toBeNull()
  expect(await handlers['journal.import'](null)).toBeNull()
  expect(journal.export).not.toHaveBeenCalled()
  expect(journal.import).not.toHaveBeenCalled()
  chosen.save = '/chosen/out.ndjson'
  chosen.open = '/chosen/in.ndjson'
  await handlers['journal.export']({ maskPersonal: true })
  expect(journal.export.mock.lastCall).toEqual(['/chosen/out.ndjson', { maskPersonal: true }])
  await handlers['journal.import'](null)
  expect(journal.import.mock.lastCall).toEqual(['/chosen/in.ndjson'])
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
