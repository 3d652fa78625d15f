import Fuse from 'fuse.js'
import { slipsBetween, slipsIn } from './slips.ts'

/** fuse.js takes patterns of 32 letters apart; a longer word is not compared by its end. */
const LONGEST_WORD = 28

/**
 * The candidate at the fewest slips from `typed`, if they are few for its length; among equals one with
 * the same first letter, which people seldom miss, then the earlier. Give it at most some dozens.
 */
export function nearest(
  typed: string,
  candidates: readonly string[],
  slips = slipsIn(typed),
): string | undefined {
  const word = typed.slice(0, LONGEST_WORD)
  const threshold = 2 / framed(word).length
  const options = { includeScore: true, ignoreLocation: true, ignoreFieldNorm: true, threshold }
  const [found] = new Fuse(candidates.map(framed), options)
    .search(framed(word))
    .map(({ score = 1, refIndex: place }) => {
      const item = candidates[place] ?? ''
      // The score is slips by letters; two letters swapped are one slip to people and two to fuse.js.
      const apart = slipsBetween(word, item, 1) === 1 ? 1 : Math.round(score * framed(word).length)
      return { item, apart, first: item[0] === word[0] ? 0 : 1, place }
    })
    .filter(candidate => candidate.apart <= slips)
    .sort((a, b) => a.apart - b.apart || a.first - b.first || a.place - b.place)
  return found?.item
}

/** fuse.js looks for a word anywhere in another, and finds `form` in `former`; in a frame it must be all of it. */
function framed(word: string): string {
  return `<<${word}>>`
}
