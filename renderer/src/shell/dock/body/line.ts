/** One line of a body as it is drawn. */
export interface Line {
  text: string
  /** From 1; absent where the line is not of the body itself. */
  number?: number | undefined
  /** `gap` stands for lines that are left out. */
  mark?: 'added' | 'removed' | 'gap' | undefined
}
