const plainName = /^[A-Za-z_][\w]*$/

/** One step deeper: `$.user`, `$.data[3]`, `$["odd name"]`. */
export function childPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return plainName.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
}

/** The steps of a path as childPath writes it; undefined for any other text. */
export function readPath(path: string): (string | number)[] | undefined {
  if (!path.startsWith('$')) return undefined
  const steps: (string | number)[] = []
  const step = /\.([A-Za-z_]\w*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y
  step.lastIndex = 1
  while (step.lastIndex < path.length) {
    const found = step.exec(path)
    if (found === null) return undefined
    const [, name, index, quoted] = found
    if (name !== undefined) steps.push(name)
    else if (index !== undefined) steps.push(Number(index))
    else steps.push(JSON.parse(quoted ?? '""') as string)
  }
  return steps
}

/** What stands there, or undefined. */
export function valueAt(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

/**
 * The path of what stands at a line of indented JSON (pretty-json.ts), found by reading the lines above it; a closing
 * bracket's is its container's.
 */
export function pathAtLine(lines: Iterable<string>, line: number): string {
  interface Level {
    path: string
    /** The next element's place, in an array. */
    next: number
    array: boolean
  }
  const levels: Level[] = []
  let number = 0
  for (const text of lines) {
    const body = text.trimStart()
    const level = levels.at(-1)
    if (/^[\]}]/.test(body)) {
      levels.pop()
      if (number === line) return level?.path ?? '$'
    } else {
      let path = level?.path ?? '$'
      if (level?.array === true) {
        path = childPath(level.path, level.next)
        level.next += 1
      } else if (level !== undefined) {
        const name = /^"(?:[^"\\]|\\.)*"/.exec(body)?.[0]
        if (name !== undefined) path = childPath(level.path, readName(name))
      }
      if (number === line) return path
      if (/[[{]$/.test(body)) levels.push({ path, next: 0, array: body.endsWith('[') })
    }
    number += 1
  }
  return '$'
}

function readName(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted.slice(1, -1)
  }
}
