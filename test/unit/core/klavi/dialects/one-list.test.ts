import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rulesOf } from '../../../../../core/klavi/dialects/index.ts'
import { policyOf } from '../../../../../core/klavi/token-policy.ts'
import { dialectFacts, dialectIds, isDialect } from '../../../../../shared/dialects.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))

describe.each(dialectIds)('what the window knows of %s', (dialect) => {
  const rules = rulesOf(dialect)
  const facts = dialectFacts[dialect]

  it('is what the core calls', () => {
    expect(rules.id).toBe(dialect)
    expect(rules.createPath).toBe(facts.createPath)
    expect(rules.cancelPath !== undefined).toBe(facts.cancels)
    expect(rules.toWireAmount(4_800)).toBe(facts.amounts === 'centavos' ? '4800' : '48.00')
    expect(policyOf({ dialect }).policy).toBe(rules.tokenPolicy)
  })
})

it('knows a dialect by its id alone', () => {
  expect(dialectIds.every(isDialect)).toBe(true)
  expect(['g4', 'G1', '', undefined, 1].some(isDialect)).toBe(false)
})

// The simulator and what drives it have their own list: it speaks what it speaks (docs/architecture.md).
it('is listed in one place', () => {
  const written = /'g1'[^\n]{0,20}'g2'[^\n]{0,20}'g3'|[dD]ialect === 'g3'/
  const files = globSync('{cli,core,electron,renderer/src,shared}/**/*.{ts,svelte}', { cwd: root })
  expect(files.length).toBeGreaterThan(500)
  const found = files
    .map((file) => file.replaceAll('\\', '/'))
    .filter(
      (file) => !file.includes('simulator') && written.test(readFileSync(root + file, 'utf8')),
    )
  expect(found).toEqual(['shared/dialects.ts'])
})
