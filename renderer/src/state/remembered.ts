/** A pane's size in pixels that comes back at the next visit; each window remembers in its own storage. */
export function rememberedSize(
  name: string,
  standard: number,
): { value: number; remember: (size: number) => void } {
  const key = `klavi-tester.size.${name}`
  return { value: read(key) ?? standard, remember: (size) => write(key, size) }
}

/** Reads a small fact that outlives the window, or writes it. Without storage nothing is remembered. */
export function remembered(key: string, value?: string): string | null {
  try {
    if (value !== undefined) localStorage.setItem(key, value)
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function read(key: string): number | null {
  try {
    const size = Number(localStorage.getItem(key))
    return Number.isFinite(size) && size > 0 ? size : null
  } catch {
    return null
  }
}

function write(key: string, size: number): void {
  try {
    localStorage.setItem(key, String(size))
  } catch {
    // Without storage the pane has its standard size next time.
  }
}
