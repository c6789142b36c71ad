import { m } from '../../../../messages/index.ts'

/** What is wrong with a typed path, in a sentence; null where main may judge it. */
export function pathTrouble(path: string): string | null {
  const text = path.trim()
  if (text === '') return m.requests_path_missing()
  if (!text.startsWith('/')) return m.requests_path_slash()
  const place = /\{\w+\}/.exec(text)?.[0]
  return place ? m.requests_path_id({ place }) : null
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
