type Tight<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Without the fields that are there and undefined, as zod leaves them. */
export const tight = <T extends object>(input: T): Tight<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Tight<T>
