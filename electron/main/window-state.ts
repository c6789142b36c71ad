import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export interface WindowState {
  /** Of the window when it is not maximised. */
  bounds: Bounds
  maximized: boolean
}

export const minimumSize = { width: 720, height: 520 }
const usualSize = { width: 1200, height: 820 }

/** So much of a remembered window must be on a display, or it could not be taken hold of. */
const graspable = { width: 160, height: 80 }

/**
 * Where to open the window: where it was, moved and shrunk into the work area it overlaps most; in the middle of the
 * first work area where its display is gone or nothing is remembered. Areas are those of the displays, the primary
 * one first; at least one is needed.
 */
export function placeWindow(
  remembered: Bounds | undefined,
  workAreas: readonly [Bounds, ...Bounds[]],
): Bounds {
  if (remembered) {
    const byOverlap = workAreas
      .map((area) => ({ area, overlap: overlapOf(remembered, area) }))
      .sort((a, b) => b.overlap.width * b.overlap.height - a.overlap.width * a.overlap.height)
    const best = byOverlap[0]
    if (best && best.overlap.width >= graspable.width && best.overlap.height >= graspable.height) {
      return into(remembered, best.area)
    }
  }
  const [area] = workAreas
  const size = remembered ?? usualSize
  const width = Math.min(size.width, area.width)
  const height = Math.min(size.height, area.height)
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  }
}

function overlapOf(a: Bounds, b: Bounds): { width: number; height: number } {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return { width: Math.max(0, width), height: Math.max(0, height) }
}

function into(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(Math.max(bounds.width, minimumSize.width), area.width)
  const height = Math.min(Math.max(bounds.height, minimumSize.height), area.height)
  return {
    x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height),
    width,
    height,
  }
}

/** What was remembered; undefined for a file that is missing or holds anything else. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>
    const { x, y, width, height } = bounds ?? {}
    const numbers = [x, y, width, height]
    if (!numbers.every((one) => Number.isSafeInteger(one)) || !bounds) return undefined
    return { bounds: { ...bounds }, maximized: maximized === true }
  } catch {
    return undefined
  }
}

/** A place on the screen is not worth an error: where it cannot be written, it is forgotten. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}
