import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActiveRule } from '../faults/fault-engine.ts'
import { readFaultRules } from '../faults/read-rule.ts'
import type { ChangedSettings } from '../sandbox.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import { readOutcome } from '../outcomes/outcome.ts'
import { loopbackUrl } from '../webhooks/send-webhook.ts'
import { readIfThere, writePrivateFile } from './private-file.ts'

/** What was set by hand and must survive a restart; payments have their own log. */
export interface KeptControl {
  /** Only those that were changed while it ran: they go before the defaults of the next start. */
  settings: ChangedSettings
  recipe: string | null
  nextOutcome: Outcome | null
  /** With their counters, so that a rule that fires once does not fire again. */
  rules: ActiveRule[]
  /** The speed to go back to, where the last run ended while somebody held it (control/hold.ts). */
  speedAfterHold: number | null
}

export const NOTHING_KEPT: KeptControl = {
  settings: {},
  recipe: null,
  nextOutcome: null,
  rules: [],
  speedAfterHold: null,
}

const fileIn = (folder: string): string => join(folder, 'control.json')

const count = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0

function readKept(text: string): KeptControl {
  const it = JSON.parse(text) as Record<string, unknown>
  const rules = it.rules as Record<string, unknown>[]
  const read = readFaultRules(rules.map((kept) => kept.rule))
  const { dialect, stepMs, autoAuthorize, consentMs, webhookUrl } = it.settings as Record<
    string,
    unknown
  >
  return {
    settings: {
      ...((dialect === 'g1' || dialect === 'g2' || dialect === 'g3') && { dialect }),
      ...(typeof stepMs === 'number' && { stepMs }),
      ...(typeof autoAuthorize === 'boolean' && { autoAuthorize }),
      ...((typeof consentMs === 'number' || consentMs === null) && { consentMs }),
      ...(typeof webhookUrl === 'string' && { webhookUrl: loopbackUrl(webhookUrl).href }),
    },
    recipe: typeof it.recipe === 'string' ? it.recipe : null,
    nextOutcome: readOutcome(it.nextOutcome),
    rules: rules.map(({ setAt, matched, fired }, index) => ({
      rule: read[index] as ActiveRule['rule'],
      setAt: count(setAt),
      matched: count(matched),
      fired: count(fired),
    })),
    speedAfterHold: typeof it.speedAfterHold === 'number' ? it.speedAfterHold : null,
  }
}

/** What the folder's last run left; a damaged file is set aside under another name, never deleted. */
export async function readKeptControl(folder: string): Promise<KeptControl> {
  const path = fileIn(folder)
  const text = await readIfThere(path)
  if (text === null) return NOTHING_KEPT
  try {
    return readKept(text)
  } catch {
    await rename(path, `${path}.damaged-${randomUUID()}`)
    return NOTHING_KEPT
  }
}

export interface ControlKeeper {
  /** Resolves when what is in force now is on disk. */
  save(): Promise<void>
  /** Writes within a second: for counters, which change with every request. */
  saveSoon(): void
  close(): Promise<void>
}

const SOON_MS = 500

/** Writes what `read` says into the folder, one write after the other. */
export function controlKeeper(folder: string, read: () => KeptControl): ControlKeeper {
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  const save = (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    const write = (): Promise<void> => writePrivateFile(fileIn(folder), JSON.stringify(read()))
    const written = writing.then(write, write)
    // Whoever asked is told; the next write goes on all the same.
    writing = written.catch(() => {})
    return written
  }

  return {
    save,
    saveSoon() {
      timer ??= setTimeout(() => void save().catch(() => {}), SOON_MS).unref()
    },
    async close() {
      if (timer) await save()
      await writing
    },
  }
}
