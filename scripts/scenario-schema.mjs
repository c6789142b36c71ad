// npm run schema: docs/scenario.schema.json, made from the schema that reads scenarios.
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { scenarioSchema } from '../core/scenarios/read-scenario.ts'
import { inRepo } from './lib/paths.mjs'
import { runMain } from './lib/say.mjs'

await runMain(async () => {
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input' })
  await writeFile(inRepo('docs', 'scenario.schema.json'), `${JSON.stringify(schema, null, 2)}\n`)
})
