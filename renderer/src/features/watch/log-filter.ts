import type { Observation } from '../../../../electron/contract/types.ts'

/** What of the log is shown. */
export interface LogFilter {
  /** Polls that saw something new, went against the order or failed. */
  onlyChanges: boolean
  /** In status, HTTP status, error and reason, letter case ignored. */
  search: string
}

const isNews = (one: Observation): boolean =>
  one.changed || one.event !== undefined || one.status === undefined

function texts(one: Observation): (string | number | undefined)[] {
  return [one.status, one.httpStatus, one.errorCode, one.errorMessage, one.reason?.code]
}

export function filterLog(
  log: readonly Observation[],
  { onlyChanges, search }: LogFilter,
): readonly Observation[] {
  const wanted = search.trim().toLowerCase()
  if (!onlyChanges && wanted === '') return log
  return log.filter(
    (one) =>
      (!onlyChanges || isNews(one)) &&
      (wanted === '' ||
        texts(one).some(
          (text) => text !== undefined && String(text).toLowerCase().includes(wanted),
        )),
  )
}
