import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PaymentSummary } from '../../../core/model/payment.ts'
import { readScenarios } from '../../../core/scenarios/read-scenario.ts'
import { writeScenario } from '../../../core/scenarios/write-scenario.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

const text = 'name: One\nenvironment: simulator\n'

/** A profile whose folder of scenarios holds these files. */
async function withFiles(...names: string[]) {
  const place = await openTestWorkbench({ keys: false })
  const folder = join(place.folder, 'scenarios')
  mkdirSync(folder, { recursive: true })
  for (const name of names) writeFileSync(join(folder, name), text)
  return { ...place, scenarios: place.bench.scenarios, there: () => readdirSync(folder).sort() }
}

it.each(['a_b.yaml', 'a-b.yaml', 'Meu Cenário.yaml', 'x.yml', 'x.yaml', 'LOUD.YML'])(
  'removes %s and no other file',
  async (name) => {
    const all = ['LOUD.YML', 'Meu Cenário.yaml', 'a-b.yaml', 'a_b.yaml', 'x.yaml', 'x.yml']
    const { scenarios, there } = await withFiles(...all)
    const listed = (await scenarios.list()).map(({ file }) => file)
    expect(listed.sort()).toEqual(all)
    await scenarios.remove(name)
    expect(there()).toEqual(all.filter((other) => other !== name))
  },
)

it.each(['a', 'A.yaml', '../settings.json', 'scenarios/a.yaml', 'notes.txt', ''])(
  'removes nothing where “%s” is not listed',
  async (name) => {
    const { scenarios, there } = await withFiles('a.yaml', 'notes.txt')
    await expect(scenarios.remove(name)).rejects.toMatchObject({ code: 'unknown-scenario' })
    expect(there()).toEqual(['a.yaml', 'notes.txt'])
  },
)

it('lays the schema that a scenario names beside it', async () => {
  const { scenarios, folder } = await withFiles()
  const { file } = await scenarios.save({ name: 'One', text })
  expect(file).toBe('one.yaml')
  const published = join(import.meta.dirname, '../../../docs/scenario.schema.json')
  const beside = join(folder, 'scenarios', 'scenario.schema.json')
  expect(JSON.parse(readFileSync(beside, 'utf8'))).toEqual(
    JSON.parse(readFileSync(published, 'utf8')),
  )
})

describe('a payment as a scenario', () => {
  const payment = { state: 'completed', externalId: 'e', participantId: '' } as PaymentSummary
  const write = (environment: { id: string; name: string }, body = '{}') =>
    readScenarios(writeScenario(payment, { ...environment, dialect: 'g1' }, body, 201).text)

  it.each([
    ['Partner B', 'b7', 'Partner B'],
    ['Partner: B/2', 'b7', 'b7'],
    ['custom 127.0.0.1:40071', 'custom:127.0.0.1:40071', 'custom'],
  ])('names the environment %s by what a scenario may hold', (name, id, wanted) => {
    const { scenarios, problems } = write({ name, id })
    expect(problems).toEqual([])
    expect(scenarios[0]?.environment).toBe(wanted)
  })

  it.each(['no JSON', '[1]', 'null', '"text"'])('is none where its body is %s', (body) => {
    expect(() => write({ name: 'a', id: 'a' }, body)).toThrow(
      expect.objectContaining({ code: 'scenario-invalid' }) as Error,
    )
  })
})
