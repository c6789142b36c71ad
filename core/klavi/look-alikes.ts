/** Letters of other scripts, and digits, that are drawn like a Latin letter (Unicode UTS 39, confusables; the usual ones). */
const drawnAlike: Readonly<Record<string, string>> = {
  а: 'a',
  ɑ: 'a',
  α: 'a',
  с: 'c',
  ϲ: 'c',
  ԁ: 'd',
  ɗ: 'd',
  е: 'e',
  ҽ: 'e',
  ε: 'e',
  ɡ: 'g',
  һ: 'h',
  і: 'l',
  ı: 'l',
  ɩ: 'l',
  ι: 'l',
  ї: 'l',
  j: 'l',
  ј: 'l',
  i: 'l',
  1: 'l',
  '|': 'l',
  ǀ: 'l',
  ӏ: 'l',
  ł: 'l',
  к: 'k',
  κ: 'k',
  ĸ: 'k',
  ҡ: 'k',
  м: 'm',
  ո: 'n',
  ռ: 'n',
  0: 'o',
  о: 'o',
  ο: 'o',
  օ: 'o',
  р: 'p',
  ρ: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  ꜱ: 's',
  т: 't',
  τ: 't',
  υ: 'u',
  ս: 'u',
  ц: 'u',
  ѵ: 'v',
  ν: 'v',
  ԝ: 'w',
  ѡ: 'w',
  х: 'x',
  χ: 'x',
  у: 'y',
  ү: 'y',
  γ: 'y',
  ᴢ: 'z',
}

/**
 * A text as it looks: case, accents, invisible characters and look-alike letters taken out. Two texts that a hurried
 * person takes for one another have one skeleton; it is compared, never shown.
 */
export function skeletonOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_\u2010-\u2015\u2212]+/gu, '-')
  return [...plain]
    .map((letter) => drawnAlike[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
}

/** Whether one label of a host mixes Latin letters with those of a script that looks like them. */
export const mixesScripts = (host: string): boolean =>
  host
    .split('.')
    .some(
      (label) =>
        /\p{Script=Latin}/u.test(label) &&
        /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(label),
    )
