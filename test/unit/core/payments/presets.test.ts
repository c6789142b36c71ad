import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KlaviError } from '../../../../core/failure.ts'
import { checkPayload } from '../../../../core/payments/check.ts'
import { builtinPresets } from '../../../../core/payments/presets/builtin.ts'
import {
  fileNameOf,
  readFolder,
  removePreset,
  writePreset,
} from '../../../../core/payments/presets/folder.ts'
import { outcomeAmounts } from '../../../../core/payments/presets/outcomes.ts'
import { resolveVariables } from '../../../../core/payments/variables.ts'
import { methods } from '../../../../shared/payload/fields.ts'
import { AMOUNT_OUTCOMES } from '../../../../simulator/outcomes/by-amount.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const now = Date.parse('2026-03-10T12:00:00.000Z')
const values = {
  uuid: '0b1f5a8e-8a57-4c46-9f7a-52b1d2f6c001',
  now,
  participantId: 'c8f0bf49-4744-4933-8960-7add6e590841',
  cpf: '52998224725',
  own: {},
}

describe('built-in presets', () => {
  it.each(['g1', 'g2', 'g3'] as const)('are all good payloads of %s', (dialect) => {
    const presets = builtinPresets(dialect)
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
    for (const method of methods(dialect)) {
      expect(presets.map(({ id }) => id)).toContain(`builtin:method:${method}`)
    }
    for (const { id, text } of presets) {
      const body = resolveVariables(text, values).text
      const findings = checkPayload(body, { dialect, guarded: true, now })
      const bad = findings.filter(({ severity }) => severity !== 'hint')
      expect([id, bad.map(({ path, code }) => `${path.join('.')} ${code}`)]).toEqual([id, []])
    }
  })

  it('hold every outcome of the simulator, by its own table', () => {
    const detailOf = (outcome: object): string | undefined => {
      const { code, at, status, httpStatus } = outcome as Record<string, string | number | null>
      const detail = code ?? at ?? status ?? httpStatus
      return detail === undefined || detail === null ? undefined : String(detail)
    }
    const theirs = AMOUNT_OUTCOMES.map(({ centavos, outcome }) => ({
      centavos,
      kind: outcome.kind,
      ...(detailOf(outcome) !== undefined && { detail: detailOf(outcome) }),
    }))
    const ours = outcomeAmounts.filter(({ kind }) => kind !== 'completed')
    const sorted = (list: readonly { centavos: number }[]) =>
      [...list].sort((a, b) => a.centavos - b.centavos)
    expect(sorted(ours)).toEqual(sorted(theirs))
  })
})

describe('the folder of presets', () => {
  it('holds one payload a file, as it was typed', () => {
    const folder = temporaryFolder()
    writePreset(folder, 'Loja José', '{ "amount":"1" }', false)
    writePreset(folder, 'broken', '{', false)
    expect(
      readFolder(folder, 'g1').map(({ id, name, text, problem }) => [
        id,
        name,
        text,
        problem === undefined,
      ]),
    ).toEqual([
      ['own:broken.json', 'broken', '{', false],
      ['own:Loja José.json', 'Loja José', '{ "amount":"1" }', true],
    ])
    expect(() => writePreset(folder, 'broken', '{}', false)).toThrow(KlaviError)
    writePreset(folder, 'broken', '{}', true)
    expect(readFolder(folder, 'g1')[0]?.text).toBe('{}')
    removePreset(folder, 'broken.json')
    expect(readFolder(folder, 'g1')).toHaveLength(1)
  })

  it('follows no link and looks into no other folder', () => {
    const folder = temporaryFolder()
    const elsewhere = join(temporaryFolder(), 'secret.json')
    writeFileSync(elsewhere, '{"secretKey":"x"}')
    symlinkSync(elsewhere, join(folder, 'link.json'))
    mkdirSync(join(folder, 'inner.json'))
    writeFileSync(join(folder, 'notes.txt'), 'x')
    expect(readFolder(folder, 'g1')).toEqual([])
    expect(readFolder(join(folder, 'missing'), 'g1')).toEqual([])
  })

  it.each(['', '..', '../x', 'a/b', 'a\\b', '.hidden', 'con', 'x'.repeat(101), 'a:b', 'a.'])(
    'takes no name that leads elsewhere: %j',
    (name) => {
      expect(() => fileNameOf(name)).toThrow(KlaviError)
    },
  )
})
