import { z } from 'zod'

/** Far beyond real papers (202, 1,924 and 3,303 at most), so that nonsense cannot fill the index. */
export const LONGEST = Object.freeze({ title: 1_000, abstract: 20_000, list: 10_000 })

/** Text on one line: hard newlines, control characters and broken surrogates do not survive. */
const line = z
  .string()
  .max(LONGEST.abstract)
  .transform(text =>
    text
      .toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )

/** Words that a source tells, on one line. */
export const words = line.refine(text => text !== '', 'is empty')
/** A title that a source tells. */
export const titleWords = words.refine(title => title.length <= LONGEST.title, 'is too long')
/** A day that a source tells, with or without its hour. */
export const toldDay = z
  .string()
  .transform(stamp => stamp.slice(0, 10))
  .pipe(z.iso.date())
