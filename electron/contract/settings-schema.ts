import { z } from 'zod'
import { proxyMode, timeouts } from './environment-schemas.ts'

const id = z.string().min(1).max(200)
const participants = z.record(id, z.array(id).max(500))

/** A change of the preferences; the core judges the values once more, as it does those of the file. */
export const settingsChange = z.strictObject({
  language: z.enum(['system', 'en', 'pt-BR']).exactOptional(),
  theme: z.enum(['system', 'light', 'dark']).exactOptional(),
  environmentId: id.exactOptional(),
  pollIntervalSeconds: z.number().min(1).max(60).exactOptional(),
  timeZone: z.enum(['local', 'brasilia']).exactOptional(),
  timeoutsMs: timeouts.exactOptional(),
  proxyMode: proxyMode.exactOptional(),
  proxyUrl: z.string().max(2_048).exactOptional(),
  noProxy: z.string().max(4_096).exactOptional(),
  retentionDays: z.int().min(0).max(3_650).exactOptional(),
  retentionMegabytes: z.int().min(0).max(100_000).exactOptional(),
  favourites: participants.exactOptional(),
  recents: participants.exactOptional(),
  presetsFolder: z.string().max(4_096).exactOptional(),
})
