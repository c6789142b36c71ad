import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toFailure } from '../../../core/failure.ts'
import type { ExportFormat } from '../../../core/model/exchange-query.ts'
import { forkedDesk } from '../../support/core/fork-desk.ts'
import { klaviLike, workbenchOn } from '../../support/core/klavi-like.ts'

const banks = (count: number): string =>
  JSON.stringify({
    data: Array.from({ length: count }, (_, index) => ({
      id: `c8f0bf49-4744-4933-8960-${String(index).padStart(12, '0')}`,
      name: `Cooperativa nº ${index}`,
      email: `pessoa${index}@example.com`,
    })),
  })
/** About 1.4 MB: a file of its own. */
const large = banks(12_000)
/** About 360 kB: in the journal, yet too long to be indented between two polls. */
const middling = banks(3_000)

/** Two workbenches' worth of one profile: what a child answers, and what is made in this process. */
async function scene(bodies: string[]) {
  let next = 0
  const server = await klaviLike({
    participants: () => ({ status: 200, body: bodies[Math.min(next++, bodies.length - 1)] ?? '' }),
  })
  const desk = forkedDesk()
  const { bench, folder, close } = await workbenchOn(server, {
    ports: { spawnBodyDesk: desk.spawn },
  })
  for (const _ of bodies) await bench.participants.fetch('custom')
  const ids = bench.exchanges
    .list({ limit: 50 })
    .filter(({ step }) => step === 'participants')
    .map(({ id }) => id)
    .reverse()
  return { server, desk, bench, folder, ids, close }
}

describe('a large body', () => {
  it('is cut, searched and opened as a tree by a child, which reads its file itself', async () => {
    const { bench, desk, ids } = await scene([large])
    const of = { id: ids[0] ?? '', side: 'response' } as const
    const lines = await bench.exchanges.lines({ ...of, view: 'pretty', offset: 7, limit: 2 })
    expect(lines).toMatchObject({ isJson: true, total: 12_000 * 5 + 4 })
    expect(lines.lines).toEqual(['    {', '      "id": "c8f0bf49-4744-4933-8960-000000000001",'])
    expect(await bench.exchanges.find({ ...of, view: 'raw', text: 'nº 11999' })).toMatchObject({
      total: 1,
    })
    const page = { ...of, path: '$.data', offset: 11_999, limit: 5 }
    expect(await bench.exchanges.tree(page)).toMatchObject({
      total: 12_000,
      rows: [{ path: '$.data[11999]', children: 3 }],
    })
    expect(await bench.exchanges.pathAt({ ...of, line: 9 })).toBe('$.data[1].name')
    expect(desk.asked.map(({ call }) => call)).toEqual(['lines', 'find', 'tree', 'pathAt'])
    expect(desk.asked.every(({ args }) => !JSON.stringify(args).includes('Cooperativa'))).toBe(true)
    expect(desk.pids).toHaveLength(1)
  })

  it('that lies in the journal travels to the child once', async () => {
    const { bench, desk, ids } = await scene([middling])
    const of = { id: ids[0] ?? '', side: 'response', view: 'pretty', limit: 1 } as const
    for (const offset of [0, 1, 2]) await bench.exchanges.lines({ ...of, offset })
    const withText = desk.asked.filter(({ args }) => JSON.stringify(args).includes('Cooperativa'))
    expect(desk.asked).toHaveLength(4)
    expect(withText).toHaveLength(1)
  })

  it('that is small needs no child', async () => {
    const { bench, desk, ids } = await scene([banks(3)])
    const of = { id: ids[0] ?? '', side: 'response', view: 'pretty' } as const
    expect((await bench.exchanges.lines({ ...of, offset: 0, limit: 5 })).total).toBe(19)
    expect((await bench.exchanges.export({ ...code('har'), ids })).text).toContain('Cooperativa')
    expect(desk.pids).toEqual([])
  })

  it('is compared by the child, which says where there are too many lines', async () => {
    const other = large.replace('Cooperativa nº 5"', 'Outra"')
    const { bench, desk, ids } = await scene([middling, middling.replace('nº 5"', 'nº V"'), other])
    const of = (id = '') => ({ id, side: 'response' }) as const
    const small = await bench.exchanges.diff(of(ids[1]))
    expect(small.lines.filter(({ kind }) => kind !== 'same')).toHaveLength(2)
    const asked = desk.asked.length
    expect(asked).toBeGreaterThan(0)
    // 60,000 lines and more.
    expect(await bench.exchanges.diff(of(ids[2]))).toMatchObject({ lines: [], tooLarge: true })
    expect(desk.asked.at(-1)?.call).toBe('diff')
  })

  it('leaves the next child to answer where one has died, and says so of what it was asked', async () => {
    const { bench, desk, ids } = await scene([large])
    const of = { id: ids[0] ?? '', side: 'response', view: 'pretty', offset: 0, limit: 1 } as const
    const lost = bench.exchanges.lines(of)
    const failed = lost.catch((thrown: unknown) => toFailure(thrown))
    desk.killAll()
    expect(await failed).toMatchObject({ code: 'body-unreadable', retryable: true })
    expect(await bench.exchanges.lines(of)).toMatchObject({ offset: 0 })
    expect(desk.pids).toHaveLength(2)
  })

  it('is in no child any longer once a payment was forgotten or the workbench closed', async () => {
    const { bench, desk, ids, close } = await scene([large])
    const of = { id: ids[0] ?? '', side: 'response', view: 'pretty', offset: 0, limit: 1 } as const
    await bench.exchanges.lines(of)
    bench.journal.forgetEverything()
    await expect(bench.exchanges.lines(of)).rejects.toMatchObject({ code: 'unknown-exchange' })
    expect(desk.pids).toHaveLength(1)
    await desk.ends[0]
    await close()
  })
})

const code = (format: ExportFormat) => ({ format, maskPersonal: true })

describe('an export', () => {
  it.each(['har', 'json', 'curl', 'markdown'] as const)(
    'as %s that a child wrote is the one that this process gives',
    async (format) => {
      const { bench, desk, folder, ids } = await scene([large, banks(2)])
      const path = join(folder, 'out.txt')
      const { fileName, write } = bench.exchanges.exportFile({ ...code(format), ids })
      expect(fileName).toMatch(/^klavi-exchanges\./)
      await write(path)
      const written = readFileSync(path, 'utf8')
      const adds = desk.asked.filter(({ call }) => call === 'exportAdd')
      expect(adds.length).toBeGreaterThan(0)
      expect(JSON.stringify(adds)).not.toContain('nº 11999')
      const parts = await Promise.all(
        ids.map((id) => bench.exchanges.export({ ...code(format), ids: [id] })),
      )
      if (format === 'json') {
        expect(JSON.parse(written)).toEqual(
          parts.flatMap(({ text }) => JSON.parse(text) as unknown[]),
        )
      } else if (format === 'har') {
        expect(JSON.parse(written)).toMatchObject({ log: { entries: [{}, {}] } })
      }
      if (format !== 'curl') expect(written).toContain('nº 11999')
      expect(written).not.toContain('pessoa1@')
    },
  )

  it('takes all that a filter lets through, however many, and no later ones', async () => {
    const { bench, folder } = await scene(Array<string>(60).fill('{"data":[]}'))
    const path = join(folder, 'out.json')
    const filter = { search: '', environmentId: 'custom', step: 'participants' } as const
    await bench.exchanges.exportFile({ ...code('json'), filter }).write(path)
    const written = JSON.parse(readFileSync(path, 'utf8')) as { at: string; step: string }[]
    expect(written).toHaveLength(60)
    expect(written.every(({ step }) => step === 'participants')).toBe(true)
    expect(written.map(({ at }) => at)).toEqual(written.map(({ at }) => at).sort())
    const found = { ...filter, search: 'no such word anywhere' }
    await bench.exchanges.exportFile({ ...code('json'), filter: found }).write(path)
    expect(readFileSync(path, 'utf8')).toBe('[]\n')
  })

  it('gives its beginning where no more is wanted', async () => {
    const { bench, ids } = await scene([large])
    const { text, total } = await bench.exchanges.export({ ...code('har'), ids }, 1_000)
    expect(text).toHaveLength(1_000)
    expect(total).toBeGreaterThan(large.length)
  })

  it('says which file cannot be written', async () => {
    const { bench, folder, ids } = await scene([large])
    const path = join(folder, 'nowhere', 'out.har')
    const { write } = bench.exchanges.exportFile({ ...code('har'), ids })
    await expect(write(path)).rejects.toMatchObject({
      code: 'file-failed',
      details: { file: path, reason: 'ENOENT' },
    })
  })
})
