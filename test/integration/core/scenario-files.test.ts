import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
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
