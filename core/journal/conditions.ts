/** Conditions of a WHERE clause with their values, in order. */
export class Conditions {
  #parts: string[] = []
  readonly values: unknown[] = []

  add(sql: string, ...values: unknown[]): void {
    this.#parts.push(sql)
    this.values.push(...values)
  }

  /** Nothing where the list is absent; no row where it is empty. */
  oneOf(column: string, list: readonly unknown[] | undefined): void {
    if (list === undefined) return
    if (list.length === 0) this.add('0')
    else this.add(`${column} IN (${list.map(() => '?').join(', ')})`, ...list)
  }

  /** With its WHERE; empty where there is no condition. */
  get where(): string {
    return this.#parts.length === 0 ? '' : `WHERE ${this.#parts.join(' AND ')}`
  }
}
