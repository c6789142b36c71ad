import { nearestLanguage, type Language } from '../../messages/index.ts'

/**
 * The language of this run: what --lang says, else the first of LC_ALL, LC_MESSAGES and LANG that is set (POSIX's
 * order). Answers undefined for a --lang that is neither English nor Portuguese.
 */
export function chooseLanguage(
  flag: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language | undefined {
  if (flag !== undefined) {
    if (/^en(?:[-_].*)?$/i.test(flag)) return 'en'
    return /^pt(?:[-_].*)?$/i.test(flag) ? 'pt-BR' : undefined
  }
  return nearestLanguage([env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en'])
}
