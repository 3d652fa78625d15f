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

/** The longest name that a title begins with, in words. */
const LONGEST_NAME = 5

/** The name a paper goes by, folded: what stands before the colon of its title, or a short title; undefined where it has none. */
export function foldedName(title: string): string | undefined {
  const [head = title] = title.split(/:\s/, 1)
  return head.trim().split(/\s+/).length <= LONGEST_NAME ? foldTitle(head) : undefined
}

/** A key made of a title's words, cut at a word where it is too long; numbered from 2 where `taken` has it. */
export function slugOf(title: string, taken: { has(key: PaperKey): boolean }): PaperKey {
  const plain = title.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  const words = plain.match(/[a-z0-9]+/g)?.join('-') ?? 'paper'
  const cut = (length: number) =>
    words.length > length
      ? words
          .slice(0, length + 1)
          .replace(/(?<=.)-[^-]*$/, '')
          .slice(0, length)
      : words
  let slug = cut(LONGEST_KEY)
  for (let number = 2; taken.has(slug); number += 1)
    slug = `${cut(LONGEST_KEY - 1 - `${number}`.length)}-${number}`
  return slug
}
