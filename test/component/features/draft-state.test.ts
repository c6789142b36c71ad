import { describe, expect, it } from 'vitest'
import { createApi } from '../../../renderer/src/api.ts'
import { DraftState, emptyDraft } from '../../../renderer/src/state/draft.svelte.ts'
import { scriptedWorld } from '../../support/scripted-world.ts'

const whole = {
  ...emptyDraft(),
  participantId: 'c8f0bf49-4744-4933-8960-000000000001',
  amount: '48,00',
  payerName: 'Maria',
  payerCpf: '52998224725',
}

describe('DraftState', () => {
  it('sends once, however often it is told to while the first send is under way', async () => {
    const world = scriptedWorld()
    world.drafts.set('simulator', whole)
    const draft = new DraftState(createApi(world.transport))
    await draft.open('simulator')
    const attempts = await Promise.all([draft.send(), draft.send(), draft.send()])
    expect(attempts.map((attempt) => attempt.kind)).toEqual(['sent', 'busy', 'busy'])
    expect(world.transport.callsOf('payments.send')).toHaveLength(1)
  })

  it('sends exactly what was judged, also where one types on meanwhile', async () => {
    const world = scriptedWorld()
    world.drafts.set('simulator', whole)
    const draft = new DraftState(createApi(world.transport))
    await draft.open('simulator')
    const sending = draft.send()
    draft.set('amount', '9999,00')
    await sending
    expect(world.transport.callsOf('payments.send')[0]?.draft.amount).toBe('48,00')
    draft.flush()
  })

  it('does not send before the saved draft is there', async () => {
    const world = scriptedWorld()
    const draft = new DraftState(createApi(world.transport))
    expect(await draft.send()).toEqual({ kind: 'busy' })
    expect(world.transport.calls).toEqual([])
  })
})
