import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BenchChildOptions } from '../../support/core/bench-child.ts'
import { startChild, type Line } from '../../support/core/child.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'

const bench = (options: BenchChildOptions) => startChild('bench-child.ts', options)
const isReady = ({ type }: Line): boolean => type === 'ready'
const event =
  (name: string, fits: (payload: any) => boolean = () => true) =>
  (line: Line): boolean =>
    line.type === 'event' && line['name'] === name && fits(line['payload'])

describe('two programs on one profile', () => {
  it('one watches; the other is told so, and takes over when the first is killed', async () => {
    const profile = temporaryFolder()
    const first = bench({ profile, stepMs: 700 })
    await first.line(isReady)
    first.tell({ do: 'send' })
    const seen = await first.line(event('observation', ({ status }) => status !== undefined))
    const { localId } = seen['payload'] as { localId: string }

    const second = bench({ profile, stepMs: 700 })
    await second.line(isReady)
    second.tell({ do: 'start', localId })
    expect(await second.line(({ type }) => type === 'failed')).toMatchObject({
      code: 'watch-owned',
    })
    second.tell({ do: 'resume' })
    const nothing = await second.line(({ type }) => type === 'resumed')
    expect(nothing['payments']).toEqual([])

    // The first hosted the simulator too: its port, keys and payments go over to the second.
    const identity = readFileSync(join(profile, 'simulator', 'identity.json'), 'utf8')
    await first.kill()
    second.tell({ do: 'resume' })
    const taken = await second.line(
      ({ type, payments }) => type === 'resumed' && (payments as unknown[]).length > 0,
    )
    expect(taken['payments']).toMatchObject([{ localId, watching: true }])
    const end = await second.line(event('payment', ({ state }) => state === 'completed'))
    expect(end['payload']).toMatchObject({ localId, lastStatus: 'PAYMENT_COMPLETED' })
    expect(readFileSync(join(profile, 'simulator', 'identity.json'), 'utf8')).toBe(identity)

    const shown = [...first.lines, ...second.lines].filter(event('observation'))
    const seqs = shown.map(({ payload }) => (payload as { seq: number }).seq)
    expect(seqs).toEqual(seqs.map((_seq, at) => at + 1))
  })

  it('a watch elsewhere can be seen and not meddled with, and one whose program died can be ended', async () => {
    const profile = temporaryFolder()
    const first = bench({ profile, stepMs: 60_000 })
    await first.line(isReady)
    first.tell({ do: 'send' })
    const seen = await first.line(event('observation', ({ status }) => status !== undefined))
    const { localId } = seen['payload'] as { localId: string }
    const second = bench({ profile, stepMs: 60_000 })
    await second.line(isReady)
    const answers = async (command: object, count: number): Promise<Line[]> => {
      second.tell({ ...command, localId } as never)
      const told = ({ type }: Line): boolean => type !== 'event' && type !== 'ready'
      await second.line(() => second.lines.filter(told).length >= count)
      return second.lines.filter(told)
    }
    await answers({ do: 'look' }, 1)
    await answers({ do: 'stop' }, 2)
    const said = await answers({ do: 'poll' }, 3)
    expect(said).toMatchObject([
      { payment: { watching: true, watchedElsewhere: true } },
      { type: 'failed', code: 'watch-owned' },
      { type: 'failed', code: 'watch-owned' },
    ])
    await first.kill()
    await answers({ do: 'look' }, 4)
    await answers({ do: 'stop' }, 5)
    const after = await answers({ do: 'resume' }, 6)
    expect(after.slice(3)).toMatchObject([
      { payment: { watching: false } },
      { type: 'stopped', payment: { watching: false } },
      { type: 'resumed', payments: [] },
    ])
  })

  it('that start at the same moment share one simulator', async () => {
    const profile = temporaryFolder()
    const both = [bench({ profile }), bench({ profile })]
    await Promise.all(both.map((child) => child.line(isReady)))
    for (const child of both) child.tell({ do: 'send' })
    await Promise.all(
      both.map((child) => child.line(event('payment', ({ state }) => state === 'completed'))),
    )
    const hosts = both.flatMap(({ lines }) =>
      lines.filter(event('exchange')).map(({ payload }) => new URL((payload as any).url).host),
    )
    expect(new Set(hosts).size).toBe(1)
  })
})

it('two processes that write settings at once lose nothing of each other', async () => {
  const folder = temporaryFolder()
  const times = 8
  const writers = [
    Array.from({ length: times }, (_it, at) => ({ theme: at % 2 ? 'light' : 'dark' })),
    Array.from({ length: times }, (_it, at) => ({ pollIntervalSeconds: at + 1 })),
    [{ language: 'pt-BR' }],
  ].map((changes) => startChild('settings-writer.ts', { folder, changes }))
  const done = await Promise.all(writers.map((child) => child.line(({ type }) => type === 'done')))
  const stored = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))
  expect(stored).toEqual({
    version: 2,
    profileId: done[0]?.['profileId'],
    theme: 'light',
    pollIntervalSeconds: times,
    language: 'pt-BR',
  })
  expect(new Set(done.map(({ profileId }) => profileId)).size).toBe(1)
  expect(done.flatMap(({ notices }) => notices)).toEqual([])
})
