import type { Language } from '../../../messages/index.ts'

/** A size for people: `812 bytes`, `4.2 kB`, `38 MB`, in the language's own way. */
export function formatBytes(bytes: number, language: Language): string {
  const [value, unit] =
    bytes < 1_000
      ? [bytes, 'byte']
      : bytes < 1_000_000
        ? [bytes / 1_000, 'kilobyte']
        : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: (value as number) < 10 && unit !== 'byte' ? 1 : 0,
  }).format(value as number)
}
