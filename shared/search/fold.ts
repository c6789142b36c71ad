/** Text as it is compared in searches: lower case, without accents (`São` matches `sao`). */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
