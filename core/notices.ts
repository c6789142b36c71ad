import type { Notice, NoticeCode } from './model/notice.ts'

/**
 * A notice whose sentence is made anew whenever it is read, so that it follows a change of language. Copies (over the
 * bridge, by spread) carry the sentence as it was then.
 */
export const makeNotice = (
  code: NoticeCode,
  severity: Notice['severity'],
  say: () => string,
  at: string,
): Notice => ({
  id: code,
  code,
  severity,
  at,
  get message() {
    return say()
  },
})

/** Notices of this run, one for each code; a dismissed one comes back only if it happens again. */
export function createNotices(tell: (notice: Notice) => void, isoNow: () => string) {
  const notices = new Map<string, Notice>()
  const add = (notice: Notice): void => {
    notices.set(notice.id, notice)
    tell(notice)
  }
  return {
    add,
    raise(code: NoticeCode, severity: Notice['severity'], say: () => string): void {
      if (notices.get(code)?.message === say()) return
      add(makeNotice(code, severity, say, isoNow()))
    },
    /** What it told of is over. */
    withdraw(code: NoticeCode): void {
      const gone = notices.get(code)
      if (gone === undefined) return
      notices.delete(code)
      tell({ ...gone, gone: true })
    },
    list: (): Notice[] => [...notices.values()],
    dismiss: (id: string): void => void notices.delete(id),
  }
}

export type Notices = ReturnType<typeof createNotices>
