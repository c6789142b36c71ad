type Stored = Record<string, unknown>

/**
 * Steps of settings.json's shape; the one at place n makes version n + 2 of version n + 1. A step changes what it must
 * and leaves every other key as it is. Never edit one that was released: add another.
 */
const steps: readonly ((stored: Stored) => Stored)[] = [
  // 1 → 2: these names now belong to environments and remembered keys. Something else under one of them is moved aside.
  (stored) =>
    Object.fromEntries(
      Object.entries(stored).map(([key, value]) =>
        key in placesOf2 && !placesOf2[key]?.(value) ? [`${key}@1`, value] : [key, value],
      ),
    ),
]

const isRecord = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const placesOf2: Readonly<Record<string, (value: unknown) => boolean>> = {
  environments: Array.isArray,
  builtIns: isRecord,
  credentials: isRecord,
}

/** Version of settings.json's shape that this program writes. */
export const settingsVersion = steps.length + 1

/**
 * A stored object in the present shape. One without a version counts as version 1, the first that was written; one of a
 * newer program is left as it is: what is known of it is read, and the rest survives.
 */
export function migrateSettings(stored: Stored): Stored {
  let current = stored
  for (const [index, step] of steps.entries()) {
    if (index + 1 >= versionOf(stored)) current = { ...step(current), version: index + 2 }
  }
  return current
}

/** A newer program's number stays in the file: it must not migrate once more what it wrote itself. */
export const versionToWrite = (stored: Stored): number =>
  Math.max(versionOf(stored), settingsVersion)

function versionOf({ version }: Stored): number {
  return typeof version === 'number' && Number.isInteger(version) && version > 0 ? version : 1
}
