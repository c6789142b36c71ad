import type { Notice, NoticeCode } from './model/notice.ts'

/** Notices of this run, one for each code; a dismissed one comes back only if it happens again. */
export function createNotices(tell: (notice: Notice) => void, isoNow: () => string) {
  const notices = new Map<string, Notice>()
  const add = (notice: Notice): void => {
    notices.set(notice.id, notice)
    tell(notice)
  }
  return {
    add,
    raise(code: NoticeCode, severity: Notice['severity'], message: string): void {
      if (notices.get(code)?.message === message) return
      add({ id: code, code, severity, message, at: isoNow() })
    },
    list: (): Notice[] => [...notices.values()],
    dismiss: (id: string): void => void notices.delete(id),
  }
}

export type Notices = ReturnType<typeof createNotices>
