import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KlaviError } from '../../../../core/failure.ts'
import { checkPayload } from '../../../../core/payments/check.ts'
import { builtinPresets } from '../../../../core/payments/presets/builtin.ts'
import {
  fileNameOf,
  freeName,
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

  it('takes away the very file that was listed, and no other', () => {
    const folder = temporaryFolder()
    for (const name of ['a.json', 'a.JSON', 'b: 1.json', '.h.json', 'keep.json']) {
      writeFileSync(join(folder, name), '{}')
    }
    for (const name of ['a.JSON', 'b: 1.json', '.h.json']) removePreset(folder, name)
    expect(readFolder(folder, 'g1').map(({ about }) => about)).toEqual(['a.json', 'keep.json'])
  })

  it('takes away nothing that it did not list', () => {
    const folder = join(temporaryFolder(), 'presets')
    mkdirSync(folder)
    const outside = join(folder, '..', 'out.json')
    writeFileSync(outside, '{}')
    writeFileSync(join(folder, 'notes.txt'), 'x')
    for (const name of ['../out.json', 'notes.txt', 'missing.json', outside, '']) {
      expect(() => removePreset(folder, name), name).toThrow(KlaviError)
    }
    expect(readdirSync(folder)).toEqual(['notes.txt'])
    expect(existsSync(outside)).toBe(true)
  })

  it.each(['g1', 'g2', 'g3'] as const)(
    'takes a copy, and another, of every preset of %s',
    (dialect) => {
      const folder = temporaryFolder()
      const presets = builtinPresets(dialect)
      for (const copy of [1, 2, 3]) {
        for (const { name, text } of presets) {
          writePreset(folder, freeName(folder, `Copy of ${name}`), text, false)
        }
        expect(readFolder(folder, dialect)).toHaveLength(copy * presets.length)
      }
    },
  )

  it.each([
    ['R$ 48,00: done', 'R$ 48,00 - done'],
    ['a/b\\c', 'a - b - c'],
    ['  .hidden. ', 'hidden'],
    ['con', 'con 2'],
    ['x.json', 'x'],
    ['x'.repeat(300), 'x'.repeat(95)],
  ])('makes a name of %j that a file can have', (wanted, name) => {
    expect(freeName(temporaryFolder(), wanted)).toBe(name)
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
