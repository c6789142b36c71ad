/** Runs `make` with the first call and shares what it gives; a failure is forgotten, so that the next call tries again. */
export function lazy<T>(make: () => Promise<T>): {
  get(): Promise<T>
  started(): Promise<T> | undefined
} {
  let made: Promise<T> | undefined
  return {
    get() {
      made ??= make().catch((error: unknown) => {
        made = undefined
        throw error
      })
      return made
    },
    started: () => made,
  }
}
