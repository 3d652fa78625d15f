import type { PaperKey } from '../papers.ts'

/** The longest key, in characters: a command with a key in it has to fit a button. */
const LONGEST_KEY = 60

/** A title as titles are compared: small letters and digits only, so that spacing, accents and dashes do not count. */
export function foldTitle(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** A key made of a title's words, cut at a word; numbered from 2 if `taken` has it. */
export function slugOf(title: string, taken: { has(key: PaperKey): boolean }): PaperKey {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  const fits = (length: number) => {
    let slug = ''
    for (const word of words) {
      if (slug.length + 1 + word.length > length) break
      slug = slug === '' ? word : `${slug}-${word}`
    }
    return slug || (words[0] ?? 'paper').slice(0, length)
  }
  const slug = fits(LONGEST_KEY)
  for (let number = 2; ; number += 1) {
    const key = number === 2 && !taken.has(slug) ? slug : `${fits(LONGEST_KEY - 4)}-${number}`
    if (!taken.has(key)) return key
  }
}
