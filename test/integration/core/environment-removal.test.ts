import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openJournal } from '../../../core/journal/journal.ts'
import { createSessionVault } from '../../../core/vault/session-vault.ts'
import type { Vault } from '../../../core/vault/vault.ts'
import { klaviLike } from '../../support/core/klavi-like.ts'
import { ownEnvironment } from '../../support/core/own-environment.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

it('what is deleted with an environment is told as it is, and a refusal leaves all of it', async () => {
  const server = await klaviLike({
    status: () => ({ status: 200, body: { id: 'p-1', status: 'ENQUEUED' } }),
  })
  const session = createSessionVault({ reason: 'no-bus' })
  let locked = true
  const vault: Vault = {
    ...session,
    backend: async () => ({ kind: 'keychain', name: 'secret-service', locked: false }),
    delete: async (ref, signal) => (locked ? { kind: 'locked' } : session.delete(ref, signal)),
  }
  const { bench, folder, close } = await openTestWorkbench({ ports: { vault }, keys: false })
  const { id } = await ownEnvironment(bench, server)
  bench.payload.save(id, { text: '{"note":"typed-by-hand-77"}', participantName: '', typed: {} })
  const { payment } = await bench.payments.send(id, sampleDraft())
  expect(bench.environments.removal(id)).toMatchObject({ watches: 1, draft: true, payments: 1 })

  await expect(bench.environments.remove(id)).rejects.toMatchObject({ code: 'vault-locked' })
  expect(bench.payments.get(payment.localId)).toMatchObject({ watching: true })

  bench.watch.stop(payment.localId)
  expect(bench.environments.removal(id)).toMatchObject({ watches: 0, draft: true })
  locked = false
  await bench.environments.remove(id)
  const files = readdirSync(folder).filter((name) => name.startsWith('journal.db'))
  expect(files).toContain('journal.db-wal')
  for (const name of files) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain('typed-by-hand-77')
  }
  await close()
  const { journal } = openJournal(folder, 'test', Date.now())
  onTestFinished(() => journal.close())
  expect(journal.payments.byLocalId(payment.localId)).toBeDefined()
  for (const key of [id, `payload:${id}`]) expect(journal.drafts.get(key)).toBeUndefined()
})
