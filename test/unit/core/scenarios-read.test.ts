import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { scenarioBody } from '../../../core/scenarios/build-body.ts'
import { readScenarios, scenarioSchema } from '../../../core/scenarios/read-scenario.ts'
import { builtInEnvironments } from '../../../core/klavi/environments.ts'
import { inLanguage } from '../../../messages/index.ts'

const simulator = builtInEnvironments.find(({ id }) => id === 'simulator')
const minimal = 'name: One\nenvironment: simulator\n'

describe('a scenario', () => {
  it('needs a name and an environment only', () => {
    expect(readScenarios(minimal)).toEqual({
      problems: [],
      scenarios: [
        {
          name: 'One',
          environment: 'simulator',
          set: {},
          variables: {},
          expect: { status: 'PAYMENT_COMPLETED' },
        },
      ],
    })
  })

  it('may be one of several, with Windows line ends and a byte order mark', () => {
    const text = `\uFEFF${minimal}---\n${minimal}`.replaceAll('\n', '\r\n')
    expect(readScenarios(text).scenarios).toHaveLength(2)
  })

  it.each([
    ['an address', 'name: One\nenvironment: https://evil.example\n'],
    ['an unknown field', `${minimal}origin: x\n`],
    ['a path to the prototype', `${minimal}set: { "__proto__.x": 1 }\n`],
    ['a payload and a preset', `${minimal}payload: {}\npreset: x\n`],
    ['a list', '- 1\n'],
    ['no YAML', 'name: [\n'],
    ['a key twice', `${minimal}name: Two\n`],
    ['nothing', ''],
    [
      'a bomb of aliases',
      `${minimal}payload:\n  a: &a [1,1,1,1,1,1,1,1,1]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n  c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n  d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
    ],
  ])('is refused with %s', (_what, text) => {
    const { scenarios, problems } = readScenarios(text)
    expect(scenarios).toEqual([])
    expect(problems.length).toBeGreaterThan(0)
  })

  it.each([
    ['name: One\n', 'environment', 'está faltando.'],
    [`${minimal}origin: x\n`, '', 'desconhecido: origin.'],
    ['name: [1]\nenvironment: simulator\n', 'name', 'precisa ser do tipo string.'],
    [`${minimal}expect: { within: -1 }\n`, 'expect.within', 'precisa ser maior que 0.'],
    [
      `${minimal}expect: { order: x }\n`,
      'expect.order',
      'precisa ser um destes: kept, skipped, regressed, unknown-status.',
    ],
    [`${minimal}variables: { a-b: "1" }\n`, 'variables.a-b', 'este nome não pode ser usado aqui.'],
    [`${minimal}name: Two\n`, '', 'Um nome aparece duas vezes, linha 3, coluna 1.'],
    [`${minimal}payload: *x\n`, '', 'Seus aliases (*nome) não nomeiam nada ou nomeiam demais.'],
  ])('says in the language in force what is wrong with %j', (text, path, message) => {
    const { problems } = inLanguage('pt-BR', () => readScenarios(text))
    expect(problems).toContainEqual({ path, message })
  })

  it('becomes the bytes that are sent: bank, changes, variables', () => {
    const [scenario] = readScenarios(
      `${minimal}participant: bank\nset: { amount: "{{var.sum}}", user.name: Ana, redirectURL: null }\nvariables: { sum: "100" }\n`,
    ).scenarios
    if (scenario === undefined || simulator === undefined) throw new Error('no scenario')
    const values = { uuid: 'u', now: 0, cpf: '1', participantId: 'bank-id' }
    const body = JSON.parse(scenarioBody(scenario, simulator, undefined, values)) as object
    expect(body).toMatchObject({
      externalId: 'u',
      participantId: 'bank-id',
      amount: '100',
      user: { name: 'Ana' },
    })
    expect(body).not.toHaveProperty('redirectURL')
    const other = { ...scenario, variables: {} }
    expect(() => scenarioBody(other, simulator, undefined, values)).toThrow('scenario-invalid')
  })
})

it('has the schema that the repository publishes', () => {
  const published: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../docs/scenario.schema.json'), 'utf8'),
  )
  expect(published).toEqual(z.toJSONSchema(scenarioSchema, { io: 'input' }))
})
